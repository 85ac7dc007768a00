// # A figure as a script
//
// gnuplot draws what a script tells it. **What does a script look like that
// draws the same figure on every computer?** It leaves nothing to gnuplot's own
// taste: every margin, mark and colour is written down. The
// [layout](plot_layout.c) has found the places.
#include "figures/plot_script.h"

#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "figures/plot_table.h"

// ## The look
//
// The first part of every script is the same. Four hues stay apart for
// colour-blind readers, one grey serves the marks, and ink is black. The site
// swaps exactly these codes for lighter ones on a dark page. Opacity does the
// rest: ink at 12 % is a fine grid on white and on black.
static const char look[] =
    "\n"
    "# The look of all figures. \"clear\" makes a colour opaque to the part "
    "a.\n"
    "set encoding utf8\n"
    "if (exists('window')) {\n"
    "    eval sprintf(\"set terminal %s size 660, %d enhanced font "
    "'sans-serif,16'\", window, 3 * height / 2)\n"
    "} else { if (exists('png')) {\n"
    "    set terminal pngcairo size 880, 2 * height enhanced rounded font "
    "'sans-serif,16' fontscale 1.5 linewidth 2 pointscale 2 dashlength 2 "
    "background '#ffffff'\n"
    "    if (!exists('output')) { output = name . '.png' }\n"
    "    set output output\n"
    "} else {\n"
    "    set terminal svg size 440, height dynamic enhanced rounded font "
    "'sans-serif,16'\n"
    "    if (!exists('output')) { output = name . '.svg' }\n"
    "    set output output\n"
    "} }\n"
    "blue = '#005a9c'; orange = '#bd4f00'; green = '#1f8259'; "
    "purple = '#b32db0'\n"
    "grey = '#6b7280'; ink = '#000000'; paper = '#ffffff'\n"
    "clear(c, a) = sprintf('#%02x', int(255 * (1 - a) + 0.5)) . c[2:]\n"
    "line = clear(ink, 0.5); faint = clear(ink, 0.12); "
    "small = 'sans-serif,14'\n"
    "set linetype 1 lc rgb blue   lw 2.5 pt 7 ps 0.6\n"
    "set linetype 2 lc rgb orange lw 2.5 pt 5 ps 0.6\n"
    "set linetype 3 lc rgb green  lw 2.5 pt 9 ps 0.8\n"
    "set linetype 4 lc rgb purple lw 2.5 pt 13 ps 0.8\n"
    "set linetype 5 lc rgb grey   lw 2.5 pt 7 ps 0.6\n"
    "set linetype 6 lc rgb ink    lw 2.5 pt 7 ps 0.6\n"
    "set linetype cycle 6\n"
    "set dashtype 2 (6, 5); set dashtype 3 (2, 4); "
    "set dashtype 4 (10, 4, 2, 4)\n"
    "set clip two\n"
    "unset key; set samples 400; set style fill solid 1 noborder\n";

// This part returns before each panel: marks and grid, and nothing that belongs
// to the panel before.
static const char fresh[] =
    "unset label; unset arrow; unset object; unset logscale\n"
    "set border 3 lc rgb line lw 1\n"
    "set tics nomirror scale 0.4 font small tc rgb grey\n"
    "set xtics nomirror; set ytics nomirror\n"
    "unset mxtics; unset mytics\n"
    "set format '%g'\n"
    "set grid ytics lc rgb faint lt 1 lw 1\n"
    "set xtics offset 0, 0.35\n";

// ## Words
//
// A text stands between single quotes, where gnuplot knows no commands. A
// single quote within stands between double ones, and the parts are joined. The
// word `noenhanced` says the same for `_`, `^` and `{`, which would otherwise
// make indices.
char *plot_quoted(const char *text)
{
    static const char quote[] = "' . \"'\" . '";
    char *quoted = allocate(strlen(text) * (sizeof quote - 1) + 3, 1);
    char *end = quoted;
    *end++ = '\'';
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            end = strcpy(end, quote) + sizeof quote - 1;
        } else {
            *end++ = *text;
        }
    }
    *end = '\'';
    return quoted;
}

static void print_quoted(FILE *file, const char *text)
{
    char *quoted = plot_quoted(text);
    fputs(quoted, file);
    free(quoted);
}

/* A text at a place of the figure, in units of it. */
static void print_label(FILE *file, const char *text, const PlotLayout *l,
                        double x, double y, const char *look_of_it)
{
    fputs("set label ", file);
    print_quoted(file, text);
    fprintf(file, " at screen %.4f, screen %.4f %s noenhanced\n",
            x / PLOT_WIDTH, y / l->height, look_of_it);
}

// ## The frame of a panel
//
// Axes, their names and their marks come before anything that is drawn between
// them.
static void print_axis(FILE *file, char letter, const Axis *axis, bool named)
{
    fprintf(file, "set %crange [%.9g:%.9g]\n", letter, axis->min, axis->max);
    if (axis->log) {
        fprintf(file, "set logscale %c\n", letter);
    }
    if (!named) {
        fprintf(file, "set format %c ''\n", letter);
    } else if (plot_as_powers(axis)) {
        fprintf(file, "set format %c '10^{%%T}'\n", letter);
    }
    fprintf(file, "set %ctics (", letter);
    for (int i = 0; i < axis->count; i++) {
        fprintf(file, "%s%.9g", i > 0 ? ", " : "", axis->ticks[i]);
    }
    fputs(")\n", file);
}

static void print_frame(FILE *file, const PlotPanel *panel,
                        const PlotLayout *l, const PlotPanelLayout *at)
{
    const PlotFrame *f = &panel->frame;
    const double top = at->bottom + at->height;
    fprintf(file,
            "set lmargin at screen %.4f; set rmargin at screen %.4f\n"
            "set bmargin at screen %.4f; set tmargin at screen %.4f\n",
            at->left / PLOT_WIDTH, (at->left + at->width) / PLOT_WIDTH,
            at->bottom / l->height, top / l->height);
    if (f->title != NULL) {
        print_label(file, f->title, l, at->left + at->width / 2, at->title,
                    "center");
    }
    if (panel->images.count > 0) {
        return;
    }
    print_axis(file, 'x', &at->x, at->x_named);
    print_axis(file, 'y', &at->y, at->y_named);
    if (f->x != NULL && at->x_named) {
        print_label(file, f->x, l, at->left + at->width / 2, at->bottom - 39,
                    "center");
    }
    if (f->y != NULL && at->y_named) {
        print_label(file, f->y, l, at->outer + 2.2, top + 28,
                    "font small tc rgb grey");
    }
}

// ## Which sign for which series
//
// Colour alone is lost in grey print and to some eyes, so each series has a
// second sign: solid or dashed, or the form of its marker. After four colours
// the signs change.
static int color_of(const PlotPart *part) { return (int)part->color + 1; }

static const char *color_name(PlotColor color)
{
    static const char *const names[] = {"blue",   "orange", "green",
                                        "purple", "grey",   "ink"};
    return names[color];
}

static int round_of(const PlotPart *part)
{
    return part->color < PLOT_GREY ? part->turn / 4 : 0;
}

static int dash_of(const PlotPart *part)
{
    return (round_of(part) + (part->style == PLOT_DASHED)) % 4 + 1;
}

static int marker_of(const PlotPart *part)
{
    static const int markers[2][6] = {{7, 5, 9, 13, 7, 7}, {6, 4, 8, 12}};
    return markers[round_of(part) % 2][part->color];
}

static bool has_line(const PlotPart *part)
{
    return part->style == PLOT_LINE || part->style == PLOT_DASHED ||
           part->style == PLOT_LINE_POINTS;
}

static bool has_marker(const PlotPart *part)
{
    return part->style == PLOT_POINTS || part->style == PLOT_LINE_POINTS;
}

// ## Names beside the curves
//
// A name stands right of the frame at the height at which its curve ends. Names
// that would overlap [move apart](axis.c).
typedef struct {
    int series;
    double place; /* of the curve's end; 0 is below, 1 above */
} End;

static int compare_ends(const void *a, const void *b)
{
    const End *p = a, *q = b;
    return p->place != q->place
               ? (p->place > q->place) - (p->place < q->place)
               : q->series - p->series;
}

static int find_ends(End *ends, const Plot *plot, int p, const Axis *y)
{
    int count = 0;
    for (int k = 0; k < plot->part_count; k++) {
        const PlotPart *part = &plot->parts[k];
        int last = part->count - 1;
        while (last >= 0 && !plot_shown(part, &plot->panels[p].frame, last)) {
            last--;
        }
        if (part->panel == p && part->label != NULL && last >= 0) {
            const double place = axis_place(y, part->values[1][last]);
            ends[count++] = (End){k, fmax(0, fmin(1, place))};
        }
    }
    qsort(ends, (size_t)count, sizeof *ends, compare_ends);
    return count;
}

static void print_names(FILE *file, const Plot *plot, int p,
                        const PlotPanelLayout *at)
{
    End ends[PLOT_MAX_PARTS];
    double places[PLOT_MAX_PARTS];
    const int count = find_ends(ends, plot, p, &at->y);
    for (int i = 0; i < count; i++) {
        places[i] = ends[i].place;
    }
    axis_spread(places, count, PLOT_NAME_LINE / at->height, 0, 1);
    for (int i = 0; i < count; i++) {
        fputs("set label ", file);
        print_quoted(file, plot->parts[ends[i].series].label);
        fprintf(file, " at graph %.4f, graph %.4f tc lt %d noenhanced\n",
                1 + 8 / at->width, places[i],
                color_of(&plot->parts[ends[i].series]));
    }
}

// ## The legend
//
// In columns below all panels: a piece of the curve, then its name.
static void print_sample(FILE *file, const PlotPart *part, double x, double y)
{
    const double end = x + (double)PLOT_SAMPLE / PLOT_WIDTH;
    if (part->kind == PLOT_PART_BARS) {
        fprintf(file,
                "set arrow from screen %.4f, screen %.4f to screen %.4f, "
                "screen %.4f nohead lw 10 lc rgb clear(%s, 0.5)\n",
                x + 0.01, y, end - 0.01, y, color_name(part->color));
    }
    if (has_line(part) && part->kind == PLOT_PART_CURVE) {
        fprintf(file,
                "set arrow from screen %.4f, screen %.4f to screen %.4f, "
                "screen %.4f nohead lt %d dt %d\n",
                x, y, end, y, color_of(part), dash_of(part));
    }
    if (has_marker(part)) {
        fprintf(
            file,
            "set label '' at screen %.4f, screen %.4f point lt %d pt %d\n",
            (x + end) / 2, y, color_of(part), marker_of(part));
    }
}

static void print_legend(FILE *file, const Plot *plot, const PlotLayout *l)
{
    const int rows = (l->named + l->columns - 1) / l->columns;
    const double width = (PLOT_WIDTH - l->start) / l->columns;
    for (int k = 0, place = 0; k < plot->part_count; k++) {
        const PlotPart *part = &plot->parts[k];
        if (plot_new_name(plot, k)) {
            const double x = (l->start + place / rows * width) / PLOT_WIDTH;
            const double y =
                (PLOT_LEGEND_ROW * (rows - place % rows) - 8.0) / l->height;
            print_sample(file, part, x, y);
            fputs("set label ", file);
            print_quoted(file, part->label);
            fprintf(file,
                    " at screen %.4f, screen %.4f tc lt %d noenhanced\n",
                    x + (PLOT_SAMPLE + 8.0) / PLOT_WIDTH, y, color_of(part));
            place++;
        }
    }
}

// ## Images
//
// The images of a panel are one large image of ink on clear paper, so that it
// can stand on a white page and on a dark one. Each number is how opaque a
// pixel is. The captions stand in the gaps.
static double mosaic_ink(const PlotImages *images, const PlotPanelLayout *at,
                         int row, int column)
{
    const int high = images->height + at->row_gap;
    const int wide = images->width + at->gap;
    const int image = row / high * images->across + column / wide;
    const int y = row % high, x = column % wide;
    if (image >= images->count || y >= images->height || x >= images->width) {
        return 0;
    }
    const double ink =
        images->ink[(image * images->height + y) * images->width + x];
    return ink > 0 ? fmin(ink, 1) : 0; /* NaN is paper */
}

static void print_images(FILE *file, const PlotImages *images,
                         const PlotPanelLayout *at, int p)
{
    const int rows = plot_mosaic_height(images, at);
    const int columns = plot_mosaic_width(images, at);
    fprintf(file, "$ink%d << EOD\n", p);
    for (int row = 0; row < rows; row++) {
        for (int c = 0; c < columns; c++) {
            fprintf(file, "%s%.3g", c > 0 ? "\t" : "",
                    mosaic_ink(images, at, row, c));
        }
        putc('\n', file);
    }
    fprintf(file,
            "EOD\n"
            "unset border; unset tics; unset grid\n"
            "set xrange [-0.5:%d.5]; set yrange [%d.5:-0.5]\n",
            columns - 1, rows - 1);
    const double pixel = at->width / columns;
    for (int i = 0; i < images->count; i++) {
        if (images->captions[i] != NULL) {
            const double x = i % images->across * (images->width + at->gap) +
                             images->width / 2.0 - 0.5;
            const double y =
                i / images->across * (images->height + at->row_gap) +
                images->height + 9 / pixel;
            fputs("set label ", file);
            print_quoted(file, images->captions[i]);
            fprintf(file, " at %.4g, %.4g center font small noenhanced\n", x,
                    y);
        }
    }
}

// ## Contours
//
// gnuplot follows the lines of equal height on the mesh and keeps them in a
// block of data of their own, written in the format of the axes. So this comes
// before the axes have a format.
static void print_mesh(FILE *file, const PlotPanel *panel, int p)
{
    const PlotFrame *f = &panel->frame;
    fprintf(file, "$mesh%d << EOD\n", p);
    for (int i = 0; i < PLOT_MESH * PLOT_MESH; i++) {
        fprintf(file, "%.5g%c", panel->mesh[i],
                i % PLOT_MESH == PLOT_MESH - 1 ? '\n' : '\t');
    }
    fputs("EOD\nset autoscale; set contour base; unset surface; "
          "set cntrparam levels discrete ",
          file);
    for (int i = 0; i < panel->levels; i++) {
        fprintf(file, "%s%.6g", i > 0 ? ", " : "", panel->level[i]);
    }
    fprintf(file,
            "\nset table $rings%d\n"
            "splot $mesh%d matrix using (%.9g + $1 * %.9g):"
            "(%.9g + $2 * %.9g):3\n"
            "unset table; unset contour; set surface\n",
            p, p, f->x_min, (f->x_max - f->x_min) / (PLOT_MESH - 1), f->y_min,
            (f->y_max - f->y_min) / (PLOT_MESH - 1));
}

// ## The command that draws
//
// One `plot` for each panel, its parts from the bottom to the top.
static void print_columns(FILE *file, const Plot *plot, int k)
{
    const int first = plot_column(plot, k);
    fprintf(file, "name . '.tsv' skip 1 using %d",
            plot_shares_x(plot) ? 1 : first - 1);
    for (int c = 1; c < plot->parts[k].columns; c++) {
        fprintf(file, ":%d", first + c - 1);
    }
}

static void print_part(FILE *file, const Plot *plot, int k)
{
    const PlotPart *part = &plot->parts[k];
    const char *color = color_name(part->color);
    print_columns(file, plot, k);
    if (part->kind == PLOT_PART_AREA) {
        fprintf(file, " with filledcurves lc rgb clear(%s, 0.18)", color);
    } else if (part->kind == PLOT_PART_BARS) {
        fprintf(file, ":(%.9g) with boxes lc rgb clear(%s, 0.5)",
                plot_bar_width(part), color);
    } else if (part->kind == PLOT_PART_ARROWS) {
        fprintf(file,
                " with vectors head filled size screen 0.016, 20 fixed "
                "lc rgb %s lw 1.5",
                color);
    } else {
        fprintf(file, " with %s lt %d",
                !has_marker(part) ? "lines"
                : !has_line(part) ? "points"
                                  : "linespoints",
                color_of(part));
        if (has_line(part)) {
            fprintf(file, " dt %d", dash_of(part));
        }
        if (has_marker(part)) {
            fprintf(file, " pt %d", marker_of(part));
        }
    }
}

static void print_kind(FILE *file, const Plot *plot, int p, PlotPartKind kind)
{
    for (int k = 0; k < plot->part_count; k++) {
        if (plot->parts[k].panel == p && plot->parts[k].kind == kind) {
            fputs(", \\\n     ", file);
            print_part(file, plot, k);
        }
    }
}

static void print_plot(FILE *file, const Plot *plot, int p)
{
    fputs("plot NaN", file);
    print_kind(file, plot, p, PLOT_PART_AREA);
    if (plot->panels[p].levels > 0) {
        fprintf(file,
                ", \\\n     $rings%d using 1:2 with lines lc rgb "
                "clear(ink, 0.3) lw 1",
                p);
    }
    if (plot->panels[p].images.count > 0) {
        fprintf(file,
                ", \\\n     $ink%d matrix using 1:2:(0):(0):(0):(255 * $3) "
                "with rgbalpha",
                p);
    }
    print_kind(file, plot, p, PLOT_PART_BARS);
    print_kind(file, plot, p, PLOT_PART_CURVE);
    print_kind(file, plot, p, PLOT_PART_ARROWS);
    putc('\n', file);
}

// ## The whole script
//
// Settings for all panels come first, then panel after panel, and the end of
// them all.
static void print_panel(FILE *file, const PlotScript *script, int p)
{
    const Plot *plot = script->plot;
    const PlotLayout *l = script->layout;
    const PlotPanel *panel = &plot->panels[p];
    fprintf(file, "\n%s", fresh);
    if (panel->levels > 0) {
        print_mesh(file, panel, p);
    }
    print_frame(file, panel, l, &l->panels[p]);
    if (panel->images.count > 0) {
        print_images(file, &panel->images, &l->panels[p], p);
    }
    if (l->legend && p == 0) {
        print_legend(file, plot, l);
    } else if (!l->legend) {
        print_names(file, plot, p, &l->panels[p]);
    }
    for (int i = 0; i < plot->note_count; i++) {
        const PlotNote *note = &plot->notes[i];
        if (note->panel == p) {
            fputs("set label ", file);
            print_quoted(file, note->text);
            fprintf(file,
                    " at %.9g, %.9g center tc rgb %s noenhanced front\n",
                    note->x, note->y, color_name(note->color));
        }
    }
    if (panel->levels > 0) {
        fputs("unset grid\n", file);
    }
    fputs(panel->commands, file);
    print_plot(file, plot, p);
}

void plot_write_script(FILE *file, const void *content)
{
    const PlotScript *script = content;
    const Plot *plot = script->plot;
    fprintf(file, "# Draws %s.svg", plot->name);
    if (plot_has_table(plot)) {
        fprintf(file, " from %s.tsv beside it", plot->name);
    }
    fprintf(file,
            ": gnuplot %s.gp\n"
            "# or a PNG: gnuplot -e 'png = 1' %s.gp\n"
            "name = '%s'; height = %d\n%s\n# This figure.\n",
            plot->name, plot->name, plot->name, script->layout->height, look);
    if (plot->panel_count > 1) {
        fputs("set multiplot\n", file);
    }
    for (int p = 0; p < plot->panel_count; p++) {
        print_panel(file, script, p);
    }
    if (plot->panel_count > 1) {
        fputs("unset multiplot\n", file);
    }
}
