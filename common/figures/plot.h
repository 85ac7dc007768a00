/** @file plot.h
 *  @ingroup ch01
 *  Figures, drawn by gnuplot, all in one look. A figure called `name` leaves
 *  four files: name.tsv (the numbers), name.gp (the script, which draws them
 *  again by itself), name.svg and name.png. The numbers of images and contour
 *  lines stand in the script, and a figure of nothing else has no name.tsv.
 *  Without gnuplot the first two are still written, one note says so, and
 *  nothing fails.
 *
 *  A figure is one panel or several, and a panel holds, from the bottom to
 *  the top: filled areas, contour lines, images, bars, curves, arrows and
 *  notes. What is added belongs to the panel that was begun last.
 *
 *  All names and labels are plain UTF-8 text: no character in them is a
 *  command. Control characters become blanks, and bytes that are no UTF-8
 *  become question marks. */
#ifndef PLOT_H
#define PLOT_H

#include "figures/plot_frame.h"
#include "system/options.h"

/** Start a figure called name (letters, digits and _); frame is that of its
 *  first panel. */
Plot *plot_new(const char *name, PlotFrame frame);

/** Begin the next panel of plot, with this frame: right of the one before, or
 *  in the next row. Ranges that all panels of a column (a row) share are
 *  marked once, below (left). At most 24 panels. */
void plot_panel(Plot *plot, PlotFrame frame);

/** Add a series of count points (x[i], y[i]) to plot, copied and drawn in
 *  this style; x NULL counts 1, 2, 3 …. label names it in its own colour;
 *  NULL: no name. Points that are not finite, or beyond ±1e300, leave a gap.
 *  At most 64 series in all panels. */
void plot_series(Plot *plot, const char *label, PlotStyle style, int count,
                 const double *x, const double *y);

/** Let the next series, area or arrows of plot have this color, out of
 *  turn. */
void plot_color(Plot *plot, PlotColor color);

/** Add a filled region to plot, in a tint: between low[i] and high[i] at each
 *  of the count places x[i]. It has the next colour of the turn but does not
 *  use it up, so that a line added next is its edge. */
void plot_area(Plot *plot, int count, const double *x, const double *low,
               const double *high);

/** Add count arrows to plot, from (x[i], y[i]) to (x[i] + dx[i], y[i] +
 *  dy[i]), all in one colour, which counts as that of a series. */
void plot_arrows(Plot *plot, int count, const double *x, const double *y,
                 const double *dx, const double *dy);

/** A surface over the plane, such as a loss over two weights: the height at
 *  (x, y). */
typedef double PlotSurface(double x, double y);

/** Add the lines to plot on which surface has one of these count heights, as
 *  on a map. The ranges of the frame must be given. */
void plot_contours(Plot *plot, PlotSurface *surface, int count,
                   const double *heights);

/** Add a text to plot, at (x, y) of the axes, centred there, in this
 *  color. */
void plot_note(Plot *plot, double x, double y, PlotColor color,
               const char *text);

/** Fill the panel of plot with count images of height x width numbers each, all
 *  three at most 1000, one after the other at ink: 0 is paper and 1 is ink. They stand
 *  in rows of so many across. captions names each below it; NULL, or an entry NULL:
 *  none. The panel has no axes. Numbers outside 0 … 1 are cut off. */
void plot_images(Plot *plot, int count, int height, int width, int across,
                 const double *ink, const char *const *captions);

/** Add one line of gnuplot's own language to the script of plot, before it
 *  draws the panel; format and what follows are as for printf(). */
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
