// # Figures
//
// A table of two hundred accuracies tells nothing at a glance, a curve does.
// **How do all figures of a book get one look?** One library draws all of
// them. It knows the colours, the margins and where a name belongs; a program
// only says what to show.
//
// The drawing itself is done by gnuplot. A figure leaves its
// [numbers](plot_table.c) and its [script](plot_script.c) behind, so every
// picture can be drawn again, changed, or read as a table.
#include "figures/plot.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figures/gnuplot.h"
#include "figures/plot_layout.h"
#include "figures/plot_parts.h"
#include "figures/plot_script.h"
#include "figures/plot_table.h"
#include "ground/utf8.h"
#include "system/atomic_file.h"

// ## Panels
//
// Everything is copied, so that the caller may forget it. The name becomes the
// name of files; letters, digits and `_` are the same on every system.
static char *copy_text(const char *text)
{
    return text == NULL ? NULL : utf8_clean(text);
}

static double *copy_numbers(int count, const double *numbers)
{
    double *copy = allocate((size_t)count, sizeof *copy);
    for (int i = 0; i < count; i++) {
        copy[i] = numbers[i];
    }
    return copy;
}

void plot_panel(Plot *plot, PlotFrame frame)
{
    CHECK(plot->panel_count < PLOT_MAX_PANELS, "more than %d panels",
          PLOT_MAX_PANELS);
    CHECK(frame.height == 0 || (frame.height >= 80 && frame.height <= 2000),
          "a figure of height %d", frame.height);
    CHECK(frame.columns >= 0 && frame.columns <= PLOT_MAX_PANELS,
          "%d panels side by side", frame.columns);
    PlotPanel *panel = &plot->panels[plot->panel_count++];
    panel->frame = frame;
    panel->frame.title = copy_text(frame.title);
    panel->frame.x = copy_text(frame.x);
    panel->frame.y = copy_text(frame.y);
}

Plot *plot_new(const char *name, PlotFrame frame)
{
    Plot *plot = allocate(1, sizeof *plot);
    const size_t length = strlen(name);
    CHECK(length > 0 && length < PLOT_NAME_SIZE,
          "a figure's name of %zu bytes", length);
    for (size_t i = 0; i < length; i++) {
        CHECK(isalnum((unsigned char)name[i]) || name[i] == '_',
              "the character %d in a figure's name", name[i]);
    }
    strcpy(plot->name, name);
    plot_panel(plot, frame);
    return plot;
}

static PlotPanel *last_panel(Plot *plot)
{
    return &plot->panels[plot->panel_count - 1];
}

// ## What has columns of numbers
//
// Four colours take turns. A colour that the program chose, and that of an
// area, leave the turn as it is.
void plot_color(Plot *plot, PlotColor color)
{
    plot->color = color;
    plot->color_chosen = true;
}

static PlotPart *add_part(Plot *plot, PlotPartKind kind, int count,
                          int columns, const double *const *values)
{
    CHECK(count >= 0, "%d points", count);
    CHECK(plot->part_count < PLOT_MAX_PARTS, "more than %d series",
          PLOT_MAX_PARTS);
    PlotPanel *panel = last_panel(plot);
    PlotPart *part = &plot->parts[plot->part_count++];
    part->panel = plot->panel_count - 1;
    part->kind = kind;
    part->turn = plot->color_chosen ? (int)plot->color : panel->turn;
    part->color = (PlotColor)(part->turn % 4);
    if (plot->color_chosen) {
        part->color = plot->color;
    } else if (kind != PLOT_PART_AREA) {
        panel->turn++;
    }
    plot->color_chosen = false;
    part->count = count;
    part->columns = columns;
    for (int c = 0; c < columns; c++) {
        part->values[c] = copy_numbers(count, values[c]);
    }
    return part;
}

void plot_series(Plot *plot, const char *label, PlotStyle style, int count,
                 const double *x, const double *y)
{
    CHECK(count >= 0, "%d points", count);
    double *counted = allocate((size_t)count, sizeof *counted);
    for (int i = 0; i < count; i++) {
        counted[i] = i + 1;
    }
    const double *values[] = {x == NULL ? counted : x, y};
    PlotPart *part =
        add_part(plot, style == PLOT_BARS ? PLOT_PART_BARS : PLOT_PART_CURVE,
                 count, 2, values);
    part->style = style;
    part->label = copy_text(label);
    free(counted);
}

void plot_area(Plot *plot, int count, const double *x, const double *low,
               const double *high)
{
    const double *values[] = {x, low, high};
    add_part(plot, PLOT_PART_AREA, count, 3, values);
}

void plot_arrows(Plot *plot, int count, const double *x, const double *y,
                 const double *dx, const double *dy)
{
    const double *values[] = {x, y, dx, dy};
    add_part(plot, PLOT_PART_ARROWS, count, 4, values);
}

// ## What has none
//
// A surface is asked for its height at the crossings of a mesh; where the
// lines run between them is gnuplot's work.
void plot_contours(Plot *plot, PlotSurface *surface, int count,
                   const double *heights)
{
    PlotPanel *panel = last_panel(plot);
    const PlotFrame *f = &panel->frame;
    CHECK(count > 0 && panel->levels == 0, "%d contours after %d", count,
          panel->levels);
    CHECK(f->x_min < f->x_max && f->y_min < f->y_max,
          "contours without a range: %g … %g, %g … %g", f->x_min, f->x_max,
          f->y_min, f->y_max);
    panel->levels = count;
    panel->level = copy_numbers(count, heights);
    panel->mesh =
        allocate((size_t)PLOT_MESH * PLOT_MESH, sizeof *panel->mesh);
    for (int row = 0; row < PLOT_MESH; row++) {
        const double y =
            f->y_min + row * (f->y_max - f->y_min) / (PLOT_MESH - 1);
        for (int i = 0; i < PLOT_MESH; i++) {
            const double x =
                f->x_min + i * (f->x_max - f->x_min) / (PLOT_MESH - 1);
            panel->mesh[row * PLOT_MESH + i] = surface(x, y);
        }
    }
}

void plot_note(Plot *plot, double x, double y, PlotColor color,
               const char *text)
{
    CHECK(plot->note_count < PLOT_MAX_NOTES, "more than %d notes",
          PLOT_MAX_NOTES);
    plot->notes[plot->note_count++] =
        (PlotNote){plot->panel_count - 1, x, y, color, copy_text(text)};
}

void plot_images(Plot *plot, int count, int height, int width, int across,
                 const double *ink, const char *const *captions)
{
    PlotImages *images = &last_panel(plot)->images;
    CHECK(images->count == 0, "images twice in a panel of %s", plot->name);
    CHECK(count > 0 && height > 0 && width > 0 && across > 0 &&
              count <= 1000 && height <= 1000 && width <= 1000,
          "%d images of %d x %d, %d side by side", count, height, width,
          across);
    *images = (PlotImages){.count = count,
                           .height = height,
                           .width = width,
                           .across = across < count ? across : count};
    images->ink = copy_numbers(count * height * width, ink);
    images->captions = allocate((size_t)count, sizeof *images->captions);
    for (int i = 0; i < count && captions != NULL; i++) {
        images->captions[i] = copy_text(captions[i]);
        images->captioned = images->captioned || captions[i] != NULL;
    }
}

void plot_command(Plot *plot, const char *format, ...)
{
    char *commands = last_panel(plot)->commands;
    const size_t used = strlen(commands), room = PLOT_COMMANDS_SIZE - used;
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(commands + used, room, format, args);
    va_end(args);
    CHECK(length >= 0 && (size_t)length + 1 < room,
          "commands of more than %d bytes", PLOT_COMMANDS_SIZE);
    CHECK(strchr(commands + used, '\n') == NULL, "more than one line in: %s",
          commands + used);
    strcat(commands, "\n");
}

static void free_panel(PlotPanel *panel)
{
    for (int i = 0; i < panel->images.count; i++) {
        free(panel->images.captions[i]);
    }
    free(panel->images.captions);
    free(panel->images.ink);
    free(panel->level);
    free(panel->mesh);
    free((char *)(size_t)panel->frame.title);
    free((char *)(size_t)panel->frame.x);
    free((char *)(size_t)panel->frame.y);
}

void plot_free(Plot *plot)
{
    if (plot == NULL) {
        return;
    }
    for (int p = 0; p < plot->panel_count; p++) {
        free_panel(&plot->panels[p]);
    }
    for (int k = 0; k < plot->part_count; k++) {
        free(plot->parts[k].label);
        for (int c = 0; c < plot->parts[k].columns; c++) {
            free(plot->parts[k].values[c]);
        }
    }
    for (int i = 0; i < plot->note_count; i++) {
        free(plot->notes[i].text);
    }
    free(plot);
}

// ## Drawing
//
// gnuplot writes under another name. Only a picture that is finished takes the
// place of the old one.
//
// That other name may be a whole path, if the old picture is a link into another folder.
/* One picture of a figure. */
typedef struct {
    const char *ending, *setting, *last_word;
} Picture;

/* What gnuplot hears before it reads the script; owned. */
static char *setting_of(const Picture *picture, const char *output)
{
    char *quoted = plot_quoted(output);
    const size_t room = strlen(picture->setting) + strlen(quoted) + 16;
    char *setting = allocate(room, 1);
    snprintf(setting, room, "%soutput = %s", picture->setting, quoted);
    free(quoted);
    return setting;
}

static bool let_draw(const Plot *plot, const char *gnuplot,
                     const char *folder, const Picture *picture,
                     const char *output, Error *error)
{
    char script[PLOT_NAME_SIZE + 8];
    char *setting = setting_of(picture, output);
    snprintf(script, sizeof script, "%s.gp", plot->name);
    const bool done = gnuplot_run(gnuplot, folder, setting, script, error);
    free(setting);
    return done;
}

static bool draw_picture(const Plot *plot, const char *gnuplot,
                         const char *folder, const Picture *picture,
                         Error *error)
{
    char path[PATH_SIZE], name[PLOT_NAME_SIZE + 16];
    const char *output;
    snprintf(name, sizeof name, "%s%s", plot->name, picture->ending);
    Claim *claim = paths_join(path, folder, name, error)
                       ? atomic_file_lend(path, &output, error)
                       : NULL;
    const bool done =
        claim != NULL &&
        let_draw(plot, gnuplot, folder, picture, output, error) &&
        atomic_file_adopt(claim, picture->last_word, error);
    claim_release(claim);
    return done;
}

static void note(const Plot *plot, const Options *options, const char *what,
                 const char *why)
{
    fflush(stdout);
    fprintf(stderr, "note: %s: %s; the numbers are in %s/%s.%s\n", what, why,
            options->out, plot->name, plot_has_table(plot) ? "tsv" : "gp");
}

// Without gnuplot the experiment has succeeded all the same. One line says what
// is missing and how to get it.
static void draw(const Plot *plot, const Options *options)
{
    static const Picture svg = {".svg", "", "</svg>"};
    static const Picture png = {".png", "png = 1; ", "IEND"};
    char gnuplot[PATH_SIZE], script[PLOT_NAME_SIZE + 8],
        name[PLOT_NAME_SIZE + 8];
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
//
// The numbers and the script are written first, because they need no gnuplot;
// then the two pictures.
static bool write_beside(const Plot *plot, const Options *options,
                         const char *ending, WriteContent *write,
                         const void *content, Error *error)
{
    char path[PATH_SIZE], name[PLOT_NAME_SIZE + 8];
    snprintf(name, sizeof name, "%s%s", plot->name, ending);
    return paths_join(path, options->out, name, error) &&
           atomic_file_write(path, write, content, error);
}

bool plot_save(const Plot *plot, const Options *options, Error *error)
{
    const PlotLayout layout = plot_lay_out(plot);
    const PlotScript script = {plot, &layout};
    if (!paths_make_folder(options->out, error) ||
        (plot_has_table(plot) &&
         !write_beside(plot, options, ".tsv", plot_write_table, plot,
                       error)) ||
        !write_beside(plot, options, ".gp", plot_write_script, &script,
                      error)) {
        return false;
    }
    draw(plot, options);
    return true;
}
