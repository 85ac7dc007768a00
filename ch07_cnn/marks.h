/** @file marks.h
 *  @ingroup ch07
 *  The connected patches of ink in a picture. */
#ifndef MARKS_H
#define MARKS_H

#include "photo.h"

/** A part of a picture: rows top to bottom - 1, columns left to right - 1. */
typedef struct {
    int top;    /**< the first row */
    int bottom; /**< the row after the last */
    int left;   /**< the first column */
    int right;  /**< the column after the last */
} Box;

/** Ink that hangs together. */
typedef struct {
    Box box;      /**< the smallest that holds it */
    int pixels;   /**< how many */
    double power; /**< the sum of the squares of their ink, each 0 … 1 */
    int group;    /**< which shape it belongs to; -1: none */
    Box whole; /**< that of its group, in the mark whose number the group has */
} Mark;

/** All marks of a picture, and whose each pixel is. Start from `{0}`. */
typedef struct {
    int count;  /**< how many marks */
    Mark *list; /**< count of them; owned */
    int *owner; /**< for each pixel the mark, or -1; owned */
} Marks;

/** Fill the empty marks with those of ink: pixels from threshold on that touch each other,
 *  also at a corner. Release with marks_clear(). */
void marks_find(Marks *marks, const Photo *ink, int threshold);

/** Release what marks owns and leave it empty. */
void marks_clear(Marks *marks);

/** The smallest box that holds both a and b. */
Box box_around(Box a, Box b);

/** The longer side of box. */
int box_side(Box box);

/** Whether box touches an edge of photo. */
bool box_touches(Box box, const Photo *photo);

#endif
