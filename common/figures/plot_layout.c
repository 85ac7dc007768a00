// # Where everything stands
//
// A name that is cut off, or two numbers that run into each other, spoil a
// figure. **How much room does a word need?** The margins follow from the words
// that stand in them, and what is left belongs to the curves.
#include "figures/plot_layout.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <tgmath.h>

#include "figures/axis.h"
#include "ground/utf8.h"

enum { WIDEST = 170 }; /* what a name beside a curve may take */

// ## The ranges
//
// A number that cannot be drawn leaves a gap and has no say in the range.
bool plot_drawable(double value, bool logarithmic)
{
    return fabs(value) <= AXIS_FARTHEST &&
           (value >= AXIS_NEAREST || !logarithmic);
}

bool plot_shown(const PlotPart *part, const PlotFrame *f, int i)
{
    return plot_drawable(part->values[0][i], f->x_log) &&
           plot_drawable(part->values[1][i], f->y_log);
}

static void include(AxisRange *range, double value)
{
    if (plot_drawable(value, range->log)) {
        range->min = fmin(range->min, value);
        range->max = fmax(range->max, value);
        range->whole = range->whole && value == floor(value);
    }
}

// A bar stands on 0 and is as wide as the smallest step from one to the next.
// An area has two edges, an arrow two ends.
double plot_bar_width(const PlotPart *part)
{
    double step = HUGE_VAL;
    for (int i = 1; i < part->count; i++) {
        const double d = fabs(part->values[0][i] - part->values[0][i - 1]);
        step = d > 0 ? fmin(step, d) : step;
    }
    return step < HUGE_VAL ? step : 1;
}

static void include_part(AxisRange *range, const PlotPart *part,
                         const PlotFrame *f, bool vertical)
{
    const bool bars = part->kind == PLOT_PART_BARS;
    const double room = bars && !vertical ? plot_bar_width(part) / 2 : 0;
    for (int i = 0; i < part->count; i++) {
        if (plot_shown(part, f, i)) {
            const double value = part->values[vertical][i];
            include(range, value - room);
            include(range, value + room);
            if (part->kind == PLOT_PART_AREA && vertical) {
                include(range, part->values[2][i]);
            }
            if (part->kind == PLOT_PART_ARROWS) {
                include(range, value + part->values[2 + vertical][i]);
            }
            if (bars && vertical) {
                include(range, 0);
            }
        }
    }
}

// Curves begin at the left edge and end at the right one, where their names
// stand. Markers need some room around them, and so do all on the vertical
// axis.
static Axis fit_axis(const Plot *plot, int p, bool vertical)
{
    const PlotFrame *f = &plot->panels[p].frame;
    const double min = vertical ? f->y_min : f->x_min;
    const double max = vertical ? f->y_max : f->x_max;
    const bool given = min != 0 || max != 0;
    bool bars = false;
    AxisRange range = {.min = HUGE_VAL,
                       .max = -HUGE_VAL,
                       .log = vertical ? f->y_log : f->x_log,
                       .whole = true,
                       .exact = given || !vertical};
    for (int k = 0; k < plot->part_count; k++) {
        const PlotPart *part = &plot->parts[k];
        if (part->panel == p) {
            include_part(&range, part, f, vertical);
            range.exact =
                range.exact && (given || part->style != PLOT_POINTS);
            bars = bars || part->kind == PLOT_PART_BARS;
        }
    }
    const bool empty = range.min > range.max;
    if (given || empty) {
        range.min = given ? min : range.log ? 1 : 0;
        range.max = given ? max : range.log ? 10 : 1;
        range.whole = range.whole && !empty && range.min == floor(range.min);
    }
    Axis axis = axis_new(range);
    if (bars && vertical && range.min == 0) {
        axis.min = 0;
    }
    return axis;
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
bool plot_as_powers(const Axis *axis)
{
    return axis->log && (axis->min < 0.9e-3 || axis->max > 1.1e4);
}

static double tick_width(const Axis *axis)
{
    double widest = 0;
    for (int i = 0; i < axis->count; i++) {
        char text[32];
        if (plot_as_powers(axis)) {
            snprintf(text, sizeof text, "10%.0f", log10(axis->ticks[i]));
        } else {
            snprintf(text, sizeof text, "%g", axis->ticks[i]);
        }
        widest = fmax(widest, text_width(text, PLOT_SMALL));
    }
    return widest;
}

// A small panel has no room for five numbers. Then every second goes; a 0 stays.
static void thin_out(Axis *axis, double room, double each)
{
    while (axis->count > 2 && axis->count * each > room) {
        int first = 0, kept = 0;
        for (int i = 0; i < axis->count; i++) {
            first = axis->ticks[i] == 0 ? i % 2 : first;
        }
        for (int i = first; i < axis->count; i += 2) {
            axis->ticks[kept++] = axis->ticks[i];
        }
        axis->count = kept;
    }
}

// ## Names
//
// A name that stands in several panels is explained once.
bool plot_new_name(const Plot *plot, int k)
{
    const char *label = plot->parts[k].label;
    if (label == NULL) {
        return false;
    }
    for (int j = 0; j < k; j++) {
        if (plot->parts[j].label != NULL &&
            strcmp(plot->parts[j].label, label) == 0) {
            return false;
        }
    }
    return true;
}

static double widest_name(const Plot *plot, int *named)
{
    double widest = 0;
    *named = 0;
    for (int k = 0; k < plot->part_count; k++) {
        if (plot_new_name(plot, k)) {
            widest =
                fmax(widest, text_width(plot->parts[k].label, PLOT_LARGE));
            ++*named;
        }
    }
    return widest;
}

// ## Rows and columns of panels
//
// If the panels of a row have one vertical axis, only the first is marked, and
// in a column only the last. Panels that are compared should be so.
static int panel_columns(const Plot *plot)
{
    const int columns = plot->panels[0].frame.columns;
    return columns == 0                  ? 1
           : columns > plot->panel_count ? plot->panel_count
                                         : columns;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_axis(const Plot *plot, const PlotLayout *l, int p, int q,
                      bool vertical)
{
    const PlotFrame *f = &plot->panels[p].frame;
    const PlotFrame *g = &plot->panels[q].frame;
    const Axis *a = vertical ? &l->panels[p].y : &l->panels[p].x;
    const Axis *b = vertical ? &l->panels[q].y : &l->panels[q].x;
    return plot->panels[p].images.count == 0 &&
           plot->panels[q].images.count == 0 && a->min == b->min &&
           a->max == b->max && a->log == b->log &&
           (vertical ? same_text(f->y, g->y) : same_text(f->x, g->x));
}

/* Is there a neighbour, left or below, whose marks serve p as well? All
 * between must agree. */
static bool is_named(const Plot *plot, const PlotLayout *l, int p,
                     int columns, bool vertical)
{
    if (plot->panels[p].images.count > 0) {
        return false;
    }
    if (vertical) {
        return p % columns == 0 || !same_axis(plot, l, p, p - 1, true);
    }
    return p + columns >= plot->panel_count ||
           !same_axis(plot, l, p, p + columns, false);
}

// ## Margins
//
// Each function gives what one panel needs beyond its inside; the largest of a
// row or a column counts for all.
static double left_of(const PlotPanel *panel, const PlotPanelLayout *at)
{
    return panel->images.count > 0 ? 8
           : at->y_named           ? fmax(30, 12 + tick_width(&at->y))
                                   : 12;
}

static double right_of(const PlotPanel *panel, const PlotPanelLayout *at)
{
    return panel->images.count > 0 ? 8 : fmax(16, tick_width(&at->x) / 2 + 4);
}

static double top_of(const PlotPanel *panel, const PlotPanelLayout *at)
{
    const double name = panel->frame.y != NULL && at->y_named ? 42 : 16;
    return panel->frame.title == NULL ? name
           : panel->images.count > 0  ? 34
                                      : name + 20;
}

static double bottom_of(const PlotPanel *panel, const PlotPanelLayout *at)
{
    return panel->images.count > 0  ? 8
           : !at->x_named           ? 12
           : panel->frame.x != NULL ? 54
                                    : 30;
}

// The height that a program asks for is that of a panel with all its words.
static double inside_height(const PlotPanel *panel, const PlotPanelLayout *at,
                            int columns)
{
    const PlotFrame *f = &panel->frame;
    if (panel->images.count > 0) {
        return at->height;
    }
    if (f->square) {
        return at->width * (at->y.max - at->y.min) / (at->x.max - at->x.min);
    }
    const double all = f->height > 0  ? f->height
                       : columns == 1 ? 300
                       : columns == 2 ? 220
                                      : 180;
    const PlotPanelLayout full = {.x_named = true, .y_named = true};
    return fmax(30, all - top_of(panel, &full) - bottom_of(panel, &full));
}

// ## Images
//
// All images of a panel are one large image, with empty pixels between. A pixel
// is at most ten units wide. The captions need 20 units below each row.
int plot_mosaic_width(const PlotImages *images, const PlotPanelLayout *at)
{
    return images->across * images->width + (images->across - 1) * at->gap;
}

int plot_mosaic_height(const PlotImages *images, const PlotPanelLayout *at)
{
    const int rows = (images->count + images->across - 1) / images->across;
    return rows * (images->height + at->row_gap) -
           (images->captioned ? 0 : at->row_gap);
}

static void place_images(const PlotImages *images, PlotPanelLayout *at)
{
    const double room = at->width;
    at->gap = images->width / 14 > 1 ? images->width / 14 : 1;
    const double unit = fmin(10, room / plot_mosaic_width(images, at));
    at->row_gap = images->captioned ? (int)ceil(20 / unit) : at->gap;
    at->width = unit * plot_mosaic_width(images, at);
    at->height = unit * plot_mosaic_height(images, at);
    at->left += (room - at->width) / 2;
}

// ## The layout
//
// First the words across, which leave each column of panels its width; then,
// from the top down, the rows.
static void place_columns(const Plot *plot, PlotLayout *l, int columns,
                          double names)
{
    double left[PLOT_MAX_PANELS] = {0}, right[PLOT_MAX_PANELS] = {0},
           words = 0;
    for (int p = 0; p < plot->panel_count; p++) {
        const int c = p % columns;
        left[c] = fmax(left[c], left_of(&plot->panels[p], &l->panels[p]));
        right[c] = fmax(right[c], right_of(&plot->panels[p], &l->panels[p]));
    }
    if (names > 0) {
        right[columns - 1] = names;
    }
    for (int c = 0; c < columns; c++) {
        words += left[c] + right[c];
    }
    const double width = (PLOT_WIDTH - words) / columns;
    double x = 0;
    for (int p = 0; p < plot->panel_count; p++) {
        const int c = p % columns;
        PlotPanelLayout *at = &l->panels[p];
        x = c == 0 ? 0 : x;
        at->outer = x;
        at->left = x + left[c];
        at->width = width;
        x += left[c] + width + right[c];
        thin_out(&at->x, width, tick_width(&at->x) + 8);
        if (plot->panels[p].images.count > 0) {
            place_images(&plot->panels[p].images, at);
        }
    }
}

/* Returns the height of the row that begins with panel first; bottom is
 * counted from the row's top, downwards. */
static double place_row(const Plot *plot, PlotLayout *l, int first,
                        int columns, double above)
{
    double top = 0, inside = 0, bottom = 0;
    for (int p = first; p < first + columns && p < plot->panel_count; p++) {
        const PlotPanel *panel = &plot->panels[p];
        const PlotPanelLayout *at = &l->panels[p];
        top = fmax(top, top_of(panel, at));
        inside = fmax(inside, inside_height(panel, at, columns));
        bottom = fmax(bottom, bottom_of(panel, at));
    }
    for (int p = first; p < first + columns && p < plot->panel_count; p++) {
        PlotPanelLayout *at = &l->panels[p];
        const bool images = plot->panels[p].images.count > 0;
        at->height = images ? at->height : inside;
        at->title = above + 14;
        thin_out(&at->y, inside, 20);
        at->bottom =
            above + top + (images ? (inside + at->height) / 2 : inside);
    }
    return above + top + inside + bottom;
}

PlotLayout plot_lay_out(const Plot *plot)
{
    PlotLayout l = {0};
    const int columns = panel_columns(plot);
    for (int p = 0; p < plot->panel_count; p++) {
        l.panels[p].x = fit_axis(plot, p, false);
        l.panels[p].y = fit_axis(plot, p, true);
    }
    for (int p = 0; p < plot->panel_count; p++) {
        l.panels[p].x_named = is_named(plot, &l, p, columns, false);
        l.panels[p].y_named = is_named(plot, &l, p, columns, true);
    }
    const double widest = widest_name(plot, &l.named);
    const PlotPanel *first = &plot->panels[0];
    l.legend =
        l.named > 0 &&
        (first->frame.legend || widest > WIDEST || columns > 1 ||
         l.named * PLOT_NAME_LINE > inside_height(first, &l.panels[0], 1));
    place_columns(plot, &l, columns,
                  l.named > 0 && !l.legend ? 12 + widest + 4 : 0);
    double height = 0;
    for (int p = 0; p < plot->panel_count; p += columns) {
        height = place_row(plot, &l, p, columns, height);
    }
    if (l.legend) {
        l.start = columns > 1 ? 12 : l.panels[0].left;
        l.columns =
            (int)((PLOT_WIDTH - l.start) / (PLOT_SAMPLE + widest + 28));
        l.columns = l.columns < 1 ? 1 : l.columns > 3 ? 3 : l.columns;
        height += (l.named + l.columns - 1) / l.columns * PLOT_LEGEND_ROW + 8;
    }
    l.height = (int)ceil(height - 1e-6);
    for (int p = 0; p < plot->panel_count; p++) {
        l.panels[p].bottom = l.height - l.panels[p].bottom;
        l.panels[p].title = l.height - l.panels[p].title;
    }
    return l;
}
