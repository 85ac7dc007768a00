/** @file paper.h
 *  @ingroup ch07
 *  From greys to ink: how much darker, or lighter, each place of a picture is than the
 *  paper around it. */
#ifndef PAPER_H
#define PAPER_H

#include "photo.h"

enum {
    PAPER_SIDE = 640, /**< rows and columns that are looked at, at most */
    FULL_INK = 255    /**< a place that is all ink */
};

/** Fill the empty small with photo, made smaller by a whole number until no side is
 *  longer than #PAPER_SIDE: each pixel is the mean of a square. Returns that
 *  number. No side of photo may be more than #PAPER_SIDE times as long as the other one.
 *  Release small with photo_clear(). */
int paper_smaller(Photo *small, const Photo *photo);

/** Split the greys of photo into two groups that are far apart: low and high become their
 *  means, both that of all pixels if there is one grey only. */
void paper_split(double *low, double *high, const Photo *photo);

/** A copy of photo with dark and light exchanged. The caller owns it. */
Photo paper_negative(const Photo *photo);

/** Make each pixel of photo as light as the lightest one that is at most reach rows and
 *  columns away. */
void paper_lightest(Photo *photo, int reach);

/** Fill the empty ink with how much ink stands at each place of photo, 0 … #FULL_INK, be
 *  the ink light or dark: the part of the way from the paper there to white, or to
 *  black. Release ink with photo_clear(). */
void paper_take_away(Photo *ink, const Photo *photo, bool light);

/** How far it is from paper of this grey to ink that is #FULL_INK, in greys. */
int paper_way(int grey);

#endif
