/** @file plot.h
 *  @ingroup ch01
 *  Figures, drawn by gnuplot, all in one look. A figure called `name` leaves
 *  four files: name.tsv (the numbers), name.gp (the script, which draws them
 *  again by itself), name.svg and name.png. Without gnuplot the first two are
 *  still written, one note says so, and nothing fails.
 *
 *  All names and labels are plain UTF-8 text: no character in them is a
 *  command. Control characters become blanks, and bytes that are no UTF-8
 *  become question marks. */
#ifndef PLOT_H
#define PLOT_H

#include "options.h"

/** A figure in the making. */
typedef struct Plot Plot;

/** How a series of points is drawn. The first series is blue, the second
 *  orange, then green and purple; from the fifth on the colours return with
 *  another dash or marker. */
typedef enum {
    PLOT_LINE,       /**< solid: what the page recommends */
    PLOT_DASHED,     /**< dashed: what it is compared with */
    PLOT_POINTS,     /**< a marker for each point, no line */
    PLOT_LINE_POINTS /**< both */
} PlotStyle;

/** The frame of a figure; what is left 0 is chosen to fit the numbers. The
 *  texts are copied. */
typedef struct {
    const char *x; /**< name of the horizontal axis; NULL: none */
    const char *y; /**< name of the vertical one, set above it */
    double x_min;  /**< where the range begins; x_max too 0: automatic */
    double x_max;  /**< where it ends */
    double y_min;  /**< the same, vertically */
    double y_max;  /**< the same, vertically */
    bool x_log;    /**< a logarithmic axis; a number that is not positive
                       then leaves a gap */
    bool y_log;    /**< the same, vertically */
    bool legend;   /**< a legend below instead of names beside the curves;
                              also chosen where the names do not fit */
    int height;    /**< in units of a width of 440, without the legend;
                              0: 300 */
} PlotFrame;

/** Start a figure called name (letters, digits and _) in this frame. */
Plot *plot_new(const char *name, PlotFrame frame);

/** Add a series of count points (x[i], y[i]) to plot, copied and drawn in
 *  this style; x NULL counts 1, 2, 3 …. label names it in its own colour;
 *  NULL: no name. Points that are not finite, or beyond ±1e300, leave a gap.
 *  At most 32 series. */
void plot_series(Plot *plot, const char *label, PlotStyle style, int count,
                 const double *x, const double *y);

/** Add one line of gnuplot's own language to the script of plot, before it
 *  draws; format and what follows are as for printf(). */
void plot_command(Plot *plot, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Write plot into the folder options->out, which is made if need be, run
 *  gnuplot, print the path of the figure on stdout, and show it if `--show`
 *  was given. Each file is replaced as a whole, a picture only by a finished
 *  one. If there is no picture or no window, a note on stderr says why. Returns
 *  false and fills error only if the folder or a file cannot be written. */
bool plot_save(const Plot *plot, const Options *options, Error *error);

/** Release plot; NULL is fine. */
void plot_free(Plot *plot);

#endif
