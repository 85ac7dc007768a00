/** @file examined.h
 *  @ingroup ch07
 *  Examples for a judge who says whether a picture shows a digit. */
#ifndef EXAMINED_H
#define EXAMINED_H

#include "data/dataset.h"

enum {
    EXAMINED_DIGIT, /**< the label of a picture that shows a digit */
    EXAMINED_OTHER, /**< and of one that shows none */
    EXAMINED_LABELS /**< how many labels there are */
};

/** As many pictures that show none as there are digits, behind the digits, all as
 *  [ink](ink.c) leaves them. The digits must be others_possible(). The seed draws the others.
 *  The caller owns the result; release it with dataset_clear(). */
Dataset examined_new(const Dataset *digits, uint64_t seed);

#endif
