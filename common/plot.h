/** @file plot.h
 *  @ingroup ch01
 *  Figures, drawn by gnuplot, all in one look. A figure called `name` leaves
 *  four files: name.tsv (the numbers), name.gp (the script, which draws them
 *  again by itself), name.svg and name.png. Without gnuplot the first two are
 *  still written, one note says so, and nothing fails. */
#ifndef PLOT_H
#define PLOT_H

#include "options.h"

/** A figure in the making. */
typedef struct Plot Plot;

/** How a series of points is drawn. */
typedef enum {
    PLOT_LINE,       /**< solid: what the page recommends */
    PLOT_DASHED,     /**< dashed: what it is compared with */
    PLOT_POINTS,     /**< a marker for each point, no line */
    PLOT_LINE_POINTS /**< both */
} PlotStyle;

/** The frame of a figure; what is left 0 is chosen by gnuplot. */
typedef struct {
    const char *x;       /**< name of the horizontal axis */
    const char *y;       /**< name of the vertical one, set above it */
    double x_min, x_max; /**< the range; both 0: automatic */
    double y_min, y_max; /**< the same, vertically */
    bool x_log, y_log;   /**< logarithmic axes */
    bool legend;         /**< a legend instead of names beside the curves */
    int height;          /**< in units of a width of 440; 0: 300 */
} PlotFrame;

/** Start a figure called name (letters, digits and _) in this frame. */
Plot *plot_new(const char *name, PlotFrame frame);

/** Add a series of count points (x[i], y[i]) to plot, copied; x NULL counts
 *  1, 2, 3 …. label names it in its own colour; NULL: no name. Points that
 *  are not finite leave a gap. */
void plot_series(Plot *plot, const char *label, PlotStyle style, int count,
                 const double *x, const double *y);

/** Add one line of gnuplot's own language to the script of plot, before it
 *  draws; format and what follows are as for printf(). */
void plot_command(Plot *plot, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Write plot into options->out, run gnuplot, print the path of the figure on
 *  stdout, and show it if `--show` was given. Returns false and fills error
 *  only if a file cannot be written. */
bool plot_save(const Plot *plot, const Options *options, Error *error);

/** Release plot; NULL is fine. */
void plot_free(Plot *plot);

#endif
