// # Figures
//
// A table of two hundred accuracies tells nothing at a glance, a curve does.
// **How do all figures of a book get one look?** One function writes all of
// them. It knows the colours, the margins and where a name belongs; a program
// only says what to show.
//
// The drawing itself is done by gnuplot. A figure leaves its numbers and its
// script behind, so every picture can be drawn again, changed, or read as a
// table.
#include "plot.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "atomic_file.h"
#include "axis.h"
#include "gnuplot.h"
#include "utf8.h"

enum {
    MAX_SERIES = 32,
    NAME_SIZE = 64,
    COMMANDS_SIZE = 8192,
    COLORS = 4,
    WIDTH =
        440, /* of every figure; one unit is one pixel of a small screen */
    HEIGHT = 300, /* if the frame does not say */
    LARGE = 16,   /* size of the type in names */
    SMALL = 14,   /* and at the marks */
    LINE = 20,    /* from one name beside a curve to the next */
    ROW = 22,     /* the same in the legend */
    SAMPLE = 30,  /* the piece of a curve before its name in the legend */
    WIDEST = 170  /* what a name beside a curve may take from the figure */
};

typedef struct {
    char *label; /* owned; NULL: no name */
    PlotStyle style;
    int count;
    double *x, *y; /* owned */
} Series;

struct Plot {
    char name[NAME_SIZE];
    PlotFrame frame; /* its texts are owned */
    int count;
    Series series[MAX_SERIES];
    char commands[COMMANDS_SIZE];
};

// ## What to show
//
// Everything is copied, so that the caller may forget it. The name becomes the
// name of files; letters, digits and `_` are the same on every system.
static char *copy_text(const char *text)
{
    return text == NULL ? NULL : utf8_clean(text);
}

Plot *plot_new(const char *name, PlotFrame frame)
{
    Plot *plot = allocate(1, sizeof *plot);
    const size_t length = strlen(name);
    CHECK(length > 0 && length < NAME_SIZE, "a figure's name of %zu bytes",
          length);
    for (size_t i = 0; i < length; i++) {
        CHECK(isalnum((unsigned char)name[i]) || name[i] == '_',
              "the character %d in a figure's name", name[i]);
    }
    CHECK(frame.height == 0 || (frame.height >= 150 && frame.height <= 2000),
          "a figure of height %d", frame.height);
    strcpy(plot->name, name);
    plot->frame = frame;
    plot->frame.x = copy_text(frame.x);
    plot->frame.y = copy_text(frame.y);
    return plot;
}

void plot_series(Plot *plot, const char *label, PlotStyle style, int count,
                 const double *x, const double *y)
{
    CHECK(count >= 0, "%d points", count);
    CHECK(plot->count < MAX_SERIES, "more than %d series", MAX_SERIES);
    Series *s = &plot->series[plot->count++];
    *s = (Series){copy_text(label), style, count, NULL, NULL};
    s->x = allocate((size_t)count, sizeof *s->x);
    s->y = allocate((size_t)count, sizeof *s->y);
    for (int i = 0; i < count; i++) {
        s->x[i] = x == NULL ? i + 1 : x[i];
        s->y[i] = y[i];
    }
}

void plot_command(Plot *plot, const char *format, ...)
{
    const size_t used = strlen(plot->commands), room = COMMANDS_SIZE - used;
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(plot->commands + used, room, format, args);
    va_end(args);
    CHECK(length >= 0 && (size_t)length + 1 < room,
          "commands of more than %d bytes", COMMANDS_SIZE);
    CHECK(strchr(plot->commands + used, '\n') == NULL,
          "more than one line in: %s", plot->commands + used);
    strcat(plot->commands, "\n");
}

void plot_free(Plot *plot)
{
    if (plot == NULL) {
        return;
    }
    for (int i = 0; i < plot->count; i++) {
        free(plot->series[i].label);
        free(plot->series[i].x);
        free(plot->series[i].y);
    }
    free((char *)(size_t)plot->frame.x);
    free((char *)(size_t)plot->frame.y);
    free(plot);
}

// ## The ranges
//
// A number that cannot be drawn leaves a gap and has no say in the range: what
// is not finite, and on a logarithmic axis what is not positive.
static bool drawable(double value, bool logarithmic)
{
    return fabs(value) <= 1e300 && (value >= 1e-300 || !logarithmic);
}

static bool shown(const PlotFrame *f, const Series *s, int i)
{
    return drawable(s->x[i], f->x_log) && drawable(s->y[i], f->y_log);
}

// Curves begin at the left edge and end at the right one, where their names
// stand. Markers need some room around them, and so do all on the vertical
// axis.
static Axis fit_axis(const Plot *plot, bool vertical)
{
    const PlotFrame *f = &plot->frame;
    const double min = vertical ? f->y_min : f->x_min;
    const double max = vertical ? f->y_max : f->x_max;
    const bool given = min != 0 || max != 0;
    AxisRange range = {.min = HUGE_VAL,
                       .max = -HUGE_VAL,
                       .log = vertical ? f->y_log : f->x_log,
                       .whole = true,
                       .exact = given || !vertical};
    for (int k = 0; k < plot->count; k++) {
        const Series *s = &plot->series[k];
        for (int i = 0; i < s->count; i++) {
            if (shown(f, s, i)) {
                const double value = vertical ? s->y[i] : s->x[i];
                range.min = fmin(range.min, value);
                range.max = fmax(range.max, value);
                range.whole = range.whole && value == floor(value);
            }
        }
        range.exact = range.exact && (given || s->style != PLOT_POINTS);
    }
    const bool empty = range.min > range.max;
    if (given || empty) {
        range.min = given ? min : range.log ? 1 : 0;
        range.max = given ? max : range.log ? 10 : 1;
        range.whole = range.whole && !empty;
    }
    return axis_new(range);
}

// ## How wide is a word?
//
// The font is chosen by whoever looks at the figure, so its width can only be
// estimated. These are the widths of a wide one, in parts of its size.
static double character_width(unsigned code)
{
    const bool ascii = code < 0x80;
    return code >= 0x1100                                      ? 1.0
           : ascii && strchr("fijlrtI .,:;|'!()[]", (int)code) ? 0.4
           : ascii && strchr("mwMW@%", (int)code)              ? 0.95
           : ascii && islower((int)code)                       ? 0.6
                                                               : 0.66;
}

static double text_width(const char *text, int size)
{
    double width = 0;
    unsigned code;
    while (*text != '\0') {
        text += utf8_read(text, &code);
        width += character_width(code);
    }
    return width * size;
}

// Many powers of ten are written as powers, a few as numbers.
static bool as_powers(const Axis *axis)
{
    return axis->log && (axis->min < 0.9e-3 || axis->max > 1.1e4);
}

static double tick_width(const Axis *axis)
{
    double widest = 0;
    for (int i = 0; i < axis->count; i++) {
        char text[32];
        if (as_powers(axis)) {
            snprintf(text, sizeof text, "10%.0f", log10(axis->ticks[i]));
        } else {
            snprintf(text, sizeof text, "%g", axis->ticks[i]);
        }
        widest = fmax(widest, text_width(text, SMALL));
    }
    return widest;
}

// ## The layout
//
// All lengths are in units of the figure. The margins follow from the words
// that stand in them.
typedef struct {
    Axis x, y;
    double left, right, top, bottom; /* the margins */
    int height;                      /* of all, the legend included */
    bool legend;
    int named, columns; /* how many names, and side by side in the legend */
} Layout;

static double widest_label(const Plot *plot, int *named)
{
    double widest = 0;
    *named = 0;
    for (int k = 0; k < plot->count; k++) {
        if (plot->series[k].label != NULL) {
            widest = fmax(widest, text_width(plot->series[k].label, LARGE));
            ++*named;
        }
    }
    return widest;
}

static Layout lay_out(const Plot *plot)
{
    const PlotFrame *f = &plot->frame;
    Layout l = {.x = fit_axis(plot, false), .y = fit_axis(plot, true)};
    const double widest = widest_label(plot, &l.named);
    l.height = f->height > 0 ? f->height : HEIGHT;
    l.left = fmax(30, 12 + tick_width(&l.y));
    l.right = fmax(16, tick_width(&l.x) / 2 + 4);
    l.top = f->y != NULL ? 42 : 16;
    l.bottom = f->x != NULL ? 54 : 30;
    const double space = l.height - l.top - l.bottom;
    l.legend = l.named > 0 &&
               (f->legend || widest > WIDEST || l.named * LINE > space);
    if (l.legend) {
        l.columns = (int)((WIDTH - l.left) / (SAMPLE + widest + 28));
        l.columns = l.columns < 1 ? 1 : l.columns > 3 ? 3 : l.columns;
        const int rows = (l.named + l.columns - 1) / l.columns;
        l.bottom += rows * ROW + 8;
        l.height += rows * ROW + 8;
    } else if (l.named > 0) {
        l.right = 12 + widest + 4;
    }
    return l;
}

// ## The look
//
// The first part of every script is the same. Four hues stay apart for
// colour-blind readers, one grey serves the marks, and ink is black. The site
// swaps exactly these codes for lighter ones on a dark page. Opacity does the
// rest: ink at 12 % is a fine grid on white and on black.
static const char look[] =
    "\n"
    "# The look of all figures. \"clear\" makes a colour opaque to the part a.\n"
    "set encoding utf8\n"
    "set datafile separator tab\n"
    "if (exists('window')) {\n"
    "    eval sprintf(\"set terminal %s size 660, %d enhanced font "
    "'sans-serif,16'\", window, 3 * height / 2)\n"
    "} else { if (exists('png')) {\n"
    "    set terminal pngcairo size 880, 2 * height enhanced rounded font "
    "'sans-serif,16' fontscale 1.5 linewidth 2 pointscale 2 dashlength 2 background "
    "'#ffffff'\n"
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
    "set linetype cycle 4\n"
    "set dashtype 2 (6, 5); set dashtype 3 (2, 4); "
    "set dashtype 4 (10, 4, 2, 4)\n"
    "set border 3 lc rgb line lw 1\n"
    "set tics nomirror scale 0.4 font small tc rgb grey\n"
    "unset mxtics; unset mytics\n"
    "set format '%g'\n"
    "set grid ytics lc rgb faint lt 1 lw 1\n"
    "set xtics offset 0, 0.35\n"
    "set clip two\n"
    "unset key; set samples 400; set style fill solid 1 noborder\n";

// ## The script
//
// A text stands between single quotes, where gnuplot knows no commands. A
// single quote within stands between double ones, and the parts are joined. The
// word `noenhanced` says the same for `_`, `^` and `{`, which would otherwise
// make indices.
static void print_quoted(FILE *file, const char *text)
{
    putc('\'', file);
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            fputs("' . \"'\" . '", file);
        } else {
            putc(*text, file);
        }
    }
    putc('\'', file);
}

static void print_axis(FILE *file, char letter, const Axis *axis)
{
    fprintf(file, "set %crange [%.9g:%.9g]\n", letter, axis->min, axis->max);
    if (axis->log) {
        fprintf(file, "set logscale %c\n", letter);
    }
    if (as_powers(axis)) {
        fprintf(file, "set format %c '10^{%%T}'\n", letter);
    }
    fprintf(file, "set %ctics (", letter);
    for (int i = 0; i < axis->count; i++) {
        fprintf(file, "%s%.9g", i > 0 ? ", " : "", axis->ticks[i]);
    }
    fputs(")\n", file);
}

static void print_frame(FILE *file, const Plot *plot, const Layout *l)
{
    const PlotFrame *f = &plot->frame;
    fprintf(file,
            "set lmargin at screen %.4f; set rmargin at screen %.4f\n"
            "set bmargin at screen %.4f; set tmargin at screen %.4f\n",
            l->left / WIDTH, 1 - l->right / WIDTH, l->bottom / l->height,
            1 - l->top / l->height);
    print_axis(file, 'x', &l->x);
    print_axis(file, 'y', &l->y);
    if (f->x != NULL) {
        const double legend = l->bottom - 54;
        fputs("set label ", file);
        print_quoted(file, f->x);
        fprintf(file, " at graph 0.5, screen %.4f center noenhanced\n",
                (legend + 15) / l->height);
    }
    if (f->y != NULL) {
        fputs("set label ", file);
        print_quoted(file, f->y);
        fprintf(file,
                " at screen 0.005, screen %.4f font small tc rgb grey "
                "noenhanced\n",
                1 - 14.0 / l->height);
    }
}

// ## Which sign for which series
//
// Colour alone is lost in grey print and to some eyes, so each series has a
// second sign: solid or dashed, or the form of its marker. After four colours
// the signs change.
static int color_of(int k) { return k % COLORS + 1; }

static int dash_of(const Series *s, int k)
{
    return (k / COLORS + (s->style == PLOT_DASHED)) % COLORS + 1;
}

static int marker_of(int k)
{
    static const int markers[2][COLORS] = {{7, 5, 9, 13}, {6, 4, 8, 12}};
    return markers[k / COLORS % 2][k % COLORS];
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

static int find_ends(End *ends, const Plot *plot, const Axis *y)
{
    int count = 0;
    for (int k = 0; k < plot->count; k++) {
        const Series *s = &plot->series[k];
        int last = s->count - 1;
        while (last >= 0 && !shown(&plot->frame, s, last)) {
            last--;
        }
        if (last >= 0 && s->label != NULL) {
            const double place = axis_place(y, s->y[last]);
            ends[count++] = (End){k, fmax(0, fmin(1, place))};
        }
    }
    qsort(ends, (size_t)count, sizeof *ends, compare_ends);
    return count;
}

static void print_names(FILE *file, const Plot *plot, const Layout *l)
{
    End ends[MAX_SERIES];
    double places[MAX_SERIES];
    const double length = WIDTH - l->left - l->right;
    const double height = l->height - l->top - l->bottom;
    const int count = find_ends(ends, plot, &l->y);
    for (int i = 0; i < count; i++) {
        places[i] = ends[i].place;
    }
    axis_spread(places, count, LINE / height, 0, 1);
    for (int i = 0; i < count; i++) {
        fputs("set label ", file);
        print_quoted(file, plot->series[ends[i].series].label);
        fprintf(file, " at graph %.4f, graph %.4f tc lt %d noenhanced\n",
                1 + 8 / length, places[i], color_of(ends[i].series));
    }
}

// ## The legend
//
// In columns below the frame: a piece of the curve, then its name.
static void print_sample(FILE *file, const Series *s, int k, double x,
                         double y)
{
    const double end = x + (double)SAMPLE / WIDTH;
    if (s->style != PLOT_POINTS) {
        fprintf(file,
                "set arrow from screen %.4f, screen %.4f to screen %.4f, "
                "screen %.4f nohead lt %d dt %d\n",
                x, y, end, y, color_of(k), dash_of(s, k));
    }
    if (s->style == PLOT_POINTS || s->style == PLOT_LINE_POINTS) {
        fprintf(
            file,
            "set label '' at screen %.4f, screen %.4f point lt %d pt %d\n",
            (x + end) / 2, y, color_of(k), marker_of(k));
    }
}

static void print_legend(FILE *file, const Plot *plot, const Layout *l)
{
    const int rows = (l->named + l->columns - 1) / l->columns;
    const double width = (WIDTH - l->left) / l->columns;
    for (int k = 0, place = 0; k < plot->count; k++) {
        const Series *s = &plot->series[k];
        if (s->label != NULL) {
            const double x = (l->left + place / rows * width) / WIDTH;
            const double y = (ROW * (rows - place % rows) - 8.0) / l->height;
            print_sample(file, s, k, x, y);
            fputs("set label ", file);
            print_quoted(file, s->label);
            fprintf(file,
                    " at screen %.4f, screen %.4f tc lt %d noenhanced\n",
                    x + (SAMPLE + 8.0) / WIDTH, y, color_of(k));
            place++;
        }
    }
}

// ## The table
//
// If all series have the same $x$, the table has one column for it, and else a
// pair of columns for each series. The rows of a short series are filled up
// with NaN, which is also what a gap is.
static const Series *longest(const Plot *plot)
{
    const Series *best = &plot->series[0];
    for (int k = 1; k < plot->count; k++) {
        best = plot->series[k].count > best->count ? &plot->series[k] : best;
    }
    return best;
}

static bool share_x(const Plot *plot)
{
    const Series *all = longest(plot);
    for (int k = 0; k < plot->count; k++) {
        for (int i = 0; i < plot->series[k].count; i++) {
            if (plot->series[k].x[i] != all->x[i]) {
                return false;
            }
        }
    }
    return true;
}

static void print_number(FILE *file, const double *values, int count, int i)
{
    if (i < count && drawable(values[i], false)) {
        fprintf(file, "%.6g", values[i]);
    } else {
        fputs("NaN", file);
    }
}

static void print_heading(FILE *file, const Plot *plot, bool shared)
{
    const char *x = plot->frame.x != NULL ? plot->frame.x : "x";
    for (int k = 0; k < plot->count; k++) {
        const char *label = plot->series[k].label;
        if (k == 0 || !shared) {
            fprintf(file, "%s%s", k > 0 ? "\t" : "", x);
        }
        fprintf(file, "\t%s", label != NULL ? label : "y");
    }
    putc('\n', file);
}

static void write_table(FILE *file, const void *content)
{
    const Plot *plot = content;
    const Series *all = longest(plot);
    const bool shared = share_x(plot);
    print_heading(file, plot, shared);
    for (int i = 0; i < all->count; i++) {
        for (int k = 0; k < plot->count; k++) {
            const Series *s = &plot->series[k];
            const Series *left = shared ? all : s;
            if (k == 0 || !shared) {
                fputs(k > 0 ? "\t" : "", file);
                print_number(file, left->x, left->count, i);
            }
            putc('\t', file);
            print_number(file, s->y, s->count, i);
        }
        putc('\n', file);
    }
}

// ## The whole script
//
// It reads the table beside it and writes the picture beside it, so the two
// files can be copied anywhere and drawn again.
typedef struct {
    const Plot *plot;
    const Layout *layout;
} Script;

static void print_curves(FILE *file, const Plot *plot)
{
    static const char *const verbs[] = {"lines", "lines", "points",
                                        "linespoints"};
    const bool shared = share_x(plot);
    if (plot->count == 0) {
        fputs("plot NaN\n", file);
    }
    for (int k = 0; k < plot->count; k++) {
        const Series *s = &plot->series[k];
        fprintf(file, "%s skip 1 using %d:%d with %s lt %d",
                k == 0 ? "plot name . '.tsv'" : "     ''",
                shared ? 1 : 2 * k + 1, shared ? k + 2 : 2 * k + 2,
                verbs[s->style], color_of(k));
        if (s->style != PLOT_POINTS) {
            fprintf(file, " dt %d", dash_of(s, k));
        }
        if (s->style == PLOT_POINTS || s->style == PLOT_LINE_POINTS) {
            fprintf(file, " pt %d", marker_of(k));
        }
        fputs(k + 1 < plot->count ? ", \\\n" : "\n", file);
    }
}

static void write_script(FILE *file, const void *content)
{
    const Script *script = content;
    const Plot *plot = script->plot;
    const Layout *l = script->layout;
    fprintf(file,
            "# Draws %s.svg from %s.tsv beside it: gnuplot %s.gp\n"
            "# or a PNG: gnuplot -e 'png = 1' %s.gp\n"
            "name = '%s'; height = %d\n%s\n# This figure.\n",
            plot->name, plot->name, plot->name, plot->name, plot->name,
            l->height, look);
    print_frame(file, plot, l);
    if (l->legend) {
        print_legend(file, plot, l);
    } else {
        print_names(file, plot, l);
    }
    fputs(plot->commands, file);
    print_curves(file, plot);
}

// ## Drawing
//
// gnuplot writes under another name. Only a picture that is finished, to its
// last word, takes the place of the old one: on a full disk gnuplot ends as if
// nothing had happened.
static bool is_finished(const char *path, const char *last_word)
{
    char end[64] = "";
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    if (fseek(file, -(long)sizeof end + 1, SEEK_END) != 0) {
        rewind(file);
    }
    const size_t length = fread(end, 1, sizeof end - 1, file);
    fclose(file);
    for (size_t i = 0; i + strlen(last_word) <= length; i++) {
        if (memcmp(end + i, last_word, strlen(last_word)) == 0) {
            return true;
        }
    }
    return false;
}

/* One picture of a figure. */
typedef struct {
    const char *ending, *setting, *last_word;
} Picture;

static bool draw_picture(const Plot *plot, const char *gnuplot,
                         const char *folder, const Picture *picture,
                         Error *error)
{
    char setting[NAME_SIZE + 64], script[NAME_SIZE + 8];
    char temporary[PATH_SIZE], path[PATH_SIZE], name[NAME_SIZE + 16];
    snprintf(setting, sizeof setting, "%soutput = '%s%s.tmp'",
             picture->setting, plot->name, picture->ending);
    snprintf(script, sizeof script, "%s.gp", plot->name);
    snprintf(name, sizeof name, "%s%s", plot->name, picture->ending);
    if (!paths_join(path, folder, name, error)) {
        return false;
    }
    strcat(name, ".tmp");
    if (!paths_join(temporary, folder, name, error)) {
        return false;
    }
    remove(temporary);
    bool ok = gnuplot_run(gnuplot, folder, setting, script, error);
    if (ok && !is_finished(temporary, picture->last_word)) {
        ok = fail(error, EXIT_IO, "it left an unfinished picture");
    }
    if (ok && rename(temporary, path) != 0) {
        ok = fail(error, EXIT_IO, "%.200s cannot be replaced", path);
    }
    if (!ok) {
        remove(temporary);
    }
    return ok;
}

static void note(const Plot *plot, const Options *options, const char *what,
                 const char *why)
{
    fflush(stdout);
    fprintf(stderr, "note: %s: %s; the numbers are in %s/%s.tsv\n", what, why,
            options->out, plot->name);
}

// Without gnuplot the experiment has succeeded all the same. One line says what
// is missing and how to get it.
static void draw(const Plot *plot, const Options *options)
{
    static const Picture svg = {".svg", "", "</svg>"};
    static const Picture png = {".png", "png = 1; ", "IEND"};
    char gnuplot[PATH_SIZE], script[NAME_SIZE + 8], name[NAME_SIZE + 8];
    Error error;
    if (!gnuplot_find(gnuplot)) {
        note(plot, options,
             "gnuplot is not installed, so no picture was drawn",
             "install it with ./setup");
        return;
    }
    if (!draw_picture(plot, gnuplot, options->out, &svg, &error)) {
        note(plot, options, "gnuplot drew no picture", error.message);
        return;
    }
    printf("figure: %s/%s.svg\n", options->out, plot->name);
    if (!draw_picture(plot, gnuplot, options->out, &png, &error)) {
        note(plot, options, "gnuplot drew no PNG", error.message);
    }
    snprintf(script, sizeof script, "%s.gp", plot->name);
    snprintf(name, sizeof name, "%s.svg", plot->name);
    if (options->show &&
        !gnuplot_show(gnuplot, options->out, script, name, &error)) {
        note(plot, options, "no window was opened", error.message);
    }
}

// ## All four files

static bool write_beside(const Plot *plot, const Options *options,
                         const char *ending, WriteContent *write,
                         const void *content, Error *error)
{
    char path[PATH_SIZE], name[NAME_SIZE + 8];
    snprintf(name, sizeof name, "%s%s", plot->name, ending);
    return paths_join(path, options->out, name, error) &&
           atomic_file_write(path, write, content, error);
}

bool plot_save(const Plot *plot, const Options *options, Error *error)
{
    const Layout layout = lay_out(plot);
    const Script script = {plot, &layout};
    if (!paths_make_folder(options->out, error) ||
        !write_beside(plot, options, ".tsv", write_table, plot, error) ||
        !write_beside(plot, options, ".gp", write_script, &script, error)) {
        return false;
    }
    draw(plot, options);
    return true;
}
