/** @file strokes.h
 *  @ingroup ch03
 *  Characters as a pen writes them: a few points, curves through them, and
 *  random numbers so that no two are alike. */
#ifndef STROKES_H
#define STROKES_H

#include <stdint.h>

#include "ground/rng.h"

enum {
    STROKES_SIDE = 28,  /**< rows and columns of the picture */
    STROKES_POINTS = 16 /**< of one character, at most */
};

/** A place where the pen comes by. */
typedef struct {
    float x;     /**< to the right, in any unit */
    float y;     /**< down */
    bool lifted; /**< the pen leaves the paper after this point */
} StrokePoint;

/** What the pen does for one character; after the last point it is lifted. */
typedef struct {
    int count;                          /**< how many points */
    StrokePoint points[STROKES_POINTS]; /**< in the order of writing */
} Strokes;

/** The points of style, a text such as "bb nb/nb jj gu": column and row of each
 *  as letters, a blank where the pen goes on, a slash where it is lifted. */
Strokes strokes_read(const char *style);

/** Bend the plane of path by slow waves, and shake each point, by rng. The units are
 *  those of strokes_read(), about 20 from top to bottom. */
void strokes_bend(Strokes *path, Rng *rng);

/** Stretch, slant and turn path a little, by rng. */
void strokes_lean(Strokes *path, Rng *rng);

/** Scale path and move it into the middle of a picture, nearly, by rng: its unit
 *  is a pixel then. */
void strokes_fit(Strokes *path, Rng *rng);

/** Draw path into pixels (#STROKES_SIDE squared, all 0 before), white on black,
 *  with a pen whose width rng chooses. */
void strokes_draw(uint8_t *pixels, const Strokes *path, Rng *rng);

#endif
