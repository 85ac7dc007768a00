/** @file digits.h
 *  @ingroup ch03
 *  Handwritten digits without a file: drawn from strokes, each one distorted
 *  in its own way. They serve when there is no MNIST, and the tests learn
 *  from them. */
#ifndef DIGITS_H
#define DIGITS_H

#include "data/dataset.h"

/** Draw count digits of 28 x 28 pixels, white on black as in MNIST. The seed
 *  decides everything: example i of a seed is always the same picture, for
 *  any count and any number of threads. Each ten examples that start at a
 *  multiple of ten hold every digit once, in random order. Another seed gives
 *  independent pictures. The caller owns the result; release it with
 *  dataset_clear(). */
Dataset digits_new(int count, uint64_t seed);

#endif
