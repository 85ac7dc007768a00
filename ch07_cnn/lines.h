/** @file lines.h
 *  @ingroup ch07
 *  The lines of ruled and of squared paper, taken out of a picture. */
#ifndef LINES_H
#define LINES_H

#include "photo.h"

/** Take away from ink every thin line that goes from one edge to the opposite one, and
 *  leave the strokes that cross it. A place is inked from threshold on. Returns whether
 *  there was one. */
bool lines_take_away(Photo *ink, int threshold);

#endif
