/** @file others.h
 *  @ingroup ch07
 *  Pictures that show no digit: letters, signs, scribbles, blots, digits that
 *  lie on their side, and pairs of digits. */
#ifndef OTHERS_H
#define OTHERS_H

#include "data/dataset.h"

/** Whether others_new() can be given digits: they are 28 x 28, and one is no 0. Returns false
 *  and fills error (#EXIT_BAD_FILE, with name in front) if not. */
bool others_possible(const Dataset *digits, const char *name, Error *error);

/** Draw count pictures of 28 x 28 pixels, white on black, none of which shows one
 *  digit that stands upright. Some are made of pictures of digits; these must be
 *  others_possible(). The label of each is the #OtherKind. The seed decides
 *  everything. The caller owns the result; release it with dataset_clear(). */
Dataset others_new(int count, const Dataset *digits, uint64_t seed);

/** What a picture shows that is no digit. */
typedef enum {
    OTHER_LETTER,   /**< a letter that is like no digit */
    OTHER_SIGN,     /**< a sign or a shape */
    OTHER_SCRIBBLE, /**< a pen that wandered about */
    OTHER_BLOT,     /**< patches, as noise leaves them */
    OTHER_TURNED,   /**< a digit that lies on its side */
    OTHER_PAIR,     /**< two digits */
    OTHER_KINDS     /**< how many kinds there are */
} OtherKind;

#endif
