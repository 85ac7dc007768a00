/** @file plot_parts.h
 *  @ingroup ch01
 *  What a figure consists of, for the three files that lay it out and write
 *  it. Programs need plot.h only. */
#ifndef PLOT_PARTS_H
#define PLOT_PARTS_H

#include "figures/plot_frame.h"

enum {
    PLOT_MAX_PARTS = 64,       /**< in all panels together */
    PLOT_MAX_PANELS = 24,      /**< in a figure */
    PLOT_MAX_NOTES = 128,      /**< in all panels together */
    PLOT_NAME_SIZE = 64,       /**< bytes of a name, its end included */
    PLOT_COMMANDS_SIZE = 8192, /**< bytes of a panel's own commands */
    PLOT_MESH = 61             /**< heights of a surface along each axis */
};

/** The parts with columns of numbers, in the order in which they are drawn. */
typedef enum {
    PLOT_PART_AREA,  /**< a filled region */
    PLOT_PART_BARS,  /**< a histogram */
    PLOT_PART_CURVE, /**< a line, markers or both */
    PLOT_PART_ARROWS /**< arrows */
} PlotPartKind;

/** What one call of plot_series(), plot_area() or plot_arrows() added. */
typedef struct {
    int panel;         /**< whose it is */
    PlotPartKind kind; /**< what it is */
    PlotStyle style;   /**< of a series */
    PlotColor color;   /**< its colour */
    int turn;          /**< how many came before it in its panel: the sign
                            that goes with the colour */
    char *label;       /**< owned; NULL: no name */
    int count;         /**< how many places */
    int columns;       /**< how many of values are used: the first is x */
    double *values[4]; /**< each count numbers; owned */
} PlotPart;

/** A text in a panel. */
typedef struct {
    int panel;       /**< whose it is */
    double x;        /**< its centre, on the axes */
    double y;        /**< the same, vertically */
    PlotColor color; /**< its colour */
    char *text;      /**< owned */
} PlotNote;

/** The images of a panel. */
typedef struct {
    int count;      /**< how many; 0: the panel has axes instead */
    int height;     /**< of each, in pixels */
    int width;      /**< of each, in pixels */
    int across;     /**< how many side by side */
    bool captioned; /**< at least one has a name */
    double *ink;    /**< all numbers, 0 … 1; owned */
    /** A name for each, or NULL; owned. */
    char **captions;
} PlotImages;

/** One panel. */
typedef struct {
    PlotFrame frame;   /**< its texts are owned */
    int turn;          /**< how many colours are used up */
    PlotImages images; /**< or none */
    int levels;        /**< how many contours; 0: none */
    double *level;     /**< their heights; owned */
    double *mesh;      /**< #PLOT_MESH rows of #PLOT_MESH heights; owned */
    char commands[PLOT_COMMANDS_SIZE]; /**< of gnuplot */
} PlotPanel;

/** A figure in the making. */
struct Plot {
    char name[PLOT_NAME_SIZE]; /**< of the files */
    int panel_count;           /**< how many panels */
    int part_count;            /**< how many parts, in all panels */
    int note_count;            /**< how many notes, in all panels */
    bool color_chosen;         /**< by plot_color(), for the next part */
    PlotColor color;           /**< which one */
    PlotPanel panels[PLOT_MAX_PANELS]; /**< in reading order */
    PlotPart parts[PLOT_MAX_PARTS];    /**< in the order of the calls */
    PlotNote notes[PLOT_MAX_NOTES];    /**< in the order of the calls */
};

#endif
