/** @file plot_layout.h
 *  @ingroup ch01
 *  Where everything in a figure stands. All lengths are in units of a figure
 *  that is 440 wide; places are counted from its lower left corner. */
#ifndef PLOT_LAYOUT_H
#define PLOT_LAYOUT_H

#include "figures/axis.h"
#include "figures/plot_parts.h"

enum {
    PLOT_WIDTH = 440, /**< of every figure; one unit is one pixel of a small
                             screen */
    PLOT_LARGE = 16,  /**< size of the type in names */
    PLOT_SMALL = 14,  /**< and at the marks */
    PLOT_NAME_LINE = 20,  /**< from one name beside a curve to the next */
    PLOT_LEGEND_ROW = 22, /**< the same in the legend */
    PLOT_SAMPLE = 30      /**< the piece of a curve before its name there */
};

/** Where a panel stands, and what is written around it. */
typedef struct {
    Axis x;        /**< the horizontal axis */
    Axis y;        /**< the vertical one */
    bool x_named;  /**< marks and name of the horizontal axis are written */
    bool y_named;  /**< the same, vertically */
    double left;   /**< where the inside begins */
    double bottom; /**< the same, vertically */
    double width;  /**< of the inside */
    double height; /**< of the inside */
    double outer;  /**< where the name of the vertical axis begins */
    double title;  /**< the height of its title */
    int gap;       /**< pixels between images side by side */
    int row_gap;   /**< and below each row, for the captions */
} PlotPanelLayout;

/** Where everything stands. */
typedef struct {
    int height;   /**< of the figure, the legend included */
    bool legend;  /**< there is one */
    int named;    /**< how many different names */
    int columns;  /**< how many names side by side in the legend */
    double start; /**< where the legend begins */
    PlotPanelLayout panels[PLOT_MAX_PANELS]; /**< one for each panel */
} PlotLayout;

/** Find the place of everything in plot. */
PlotLayout plot_lay_out(const Plot *plot);

/** Are the numbers at the marks of axis written as powers of ten? */
bool plot_as_powers(const Axis *axis);

/** The pixels of a row of images, with the gaps that layout knows. */
int plot_mosaic_width(const PlotImages *images,
                      const PlotPanelLayout *layout);

/** The pixels of a column of images in layout, the last captions included. */
int plot_mosaic_height(const PlotImages *images,
                       const PlotPanelLayout *layout);

/** How wide are the bars of part, in units of its x? */
double plot_bar_width(const PlotPart *part);

/** Is the name of part k of plot not the name of an earlier one? */
bool plot_new_name(const Plot *plot, int k);

/** Can value be drawn on an axis, logarithmic or not? What is not finite, or
 *  not positive on a logarithmic one, leaves a gap. */
bool plot_drawable(double value, bool logarithmic);

/** Does place i of part lie on the axes of frame? */
bool plot_shown(const PlotPart *part, const PlotFrame *frame, int i);

#endif
