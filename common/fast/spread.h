/** @file spread.h
 *  @ingroup ch07
 *  An image spread out for a window that slides over it: with rows and columns
 *  of zeros around it, and with the columns that neighbouring places see as
 *  neighbours. */
#ifndef SPREAD_H
#define SPREAD_H

#include "ground/base.h"

/** Where the numbers of an image (channels, rows, columns) go. */
typedef struct {
    int channels; /**< of the image */
    int rows;     /**< of the image */
    int columns;  /**< of the image */
    int down;     /**< the row where its first row goes; may be negative: what
                          falls outside is left out */
    int right;    /**< the same for its first column */
    int row_step; /**< from a row to the next; what lies between is zero */
    int column_step; /**< the same for columns */
    int height;      /**< rows of the result */
    int phases;      /**< S: column q is number q / S of phase q mod S */
    int phase;       /**< numbers in a phase; a row is phases of them */
} Spread;

/** How many numbers a row of the result of s has. */
int spread_row_length(const Spread *s);

/** How many numbers the whole result of s needs, with #CONV_SLACK behind it. */
size_t spread_size(const Spread *s);

/** Write the image at from into to, as s says. What is not written must
 *  hold zeros already. */
void spread(real *to, const real *from, const Spread *s);

/** Fill taps (channels * height * width numbers): where, in the result of s, the
 *  numbers under a window of height x width lie that stands at the first place,
 *  counted from there, channel by channel, row by row. */
void spread_taps(int *taps, const Spread *s, int height, int width);

#endif
