/** @file plot_frame.h
 *  @ingroup ch01
 *  The words in which a program describes a figure: style, colour, frame.
 *  Include plot.h, which has the functions. */
#ifndef PLOT_FRAME_H
#define PLOT_FRAME_H

#include <stdbool.h>

/** A figure in the making. */
typedef struct Plot Plot;

/** How a series of points is drawn. */
typedef enum {
    PLOT_LINE,        /**< solid: what the page recommends */
    PLOT_DASHED,      /**< dashed: what it is compared with */
    PLOT_POINTS,      /**< a marker for each point, no line */
    PLOT_LINE_POINTS, /**< both */
    PLOT_BARS         /**< a column from 0 to each y, as wide as the step from
                           one x to the next: a histogram */
} PlotStyle;

/** The colours of all figures; each has a lighter twin on a dark page. The
 *  first series of a panel is blue, the second orange, then green and purple;
 *  from the fifth on they return with another dash or marker. */
typedef enum {
    PLOT_BLUE,   /**< good, forward, positive, training */
    PLOT_ORANGE, /**< wrong, backward, negative, test */
    PLOT_GREEN,  /**< a third */
    PLOT_PURPLE, /**< a fourth */
    PLOT_GREY,   /**< what is only there for comparison */
    PLOT_INK     /**< the colour of the text */
} PlotColor;

/** The frame of a panel; what is left 0 is chosen to fit the numbers. The
 *  texts are copied. */
typedef struct {
    const char *title; /**< a few words above the panel, for figures of
                            several; NULL: none */
    const char *x;     /**< name of the horizontal axis; NULL: none */
    const char *y;     /**< name of the vertical one, set above it */
    double x_min;      /**< where the range begins; x_max too 0: automatic */
    double x_max;      /**< where it ends */
    double y_min;      /**< the same, vertically */
    double y_max;      /**< the same, vertically */
    bool x_log;        /**< a logarithmic axis; a number that is not positive
                       then leaves a gap */
    bool y_log;        /**< the same, vertically */
    bool square;       /**< a unit is as long on one axis as on the other */
    bool legend;       /**< a legend below instead of names beside the curves;
                        counts in the first frame; also chosen where the
                        names do not fit */
    int height;        /**< of this panel alone, in units of a width of 440,
                        without the legend; 0: what suits. All panels of a
                        row are as high as the highest */
    int columns;       /**< how many panels side by side; counts in the first
                        frame; 0: 1 */
} PlotFrame;

#endif
