/** @file distort.h
 *  @ingroup ch07
 *  Small changes of an image after which it shows the same: more examples than
 *  somebody wrote. */
#ifndef DISTORT_H
#define DISTORT_H

#include "rng.h"
#include "tensor.h"

/** Turn each of the images x (N, height * width) by at most 12 degrees, stretch it
 *  by at most a tenth in each direction, and move it by at most two pixels,
 *  by chance, with numbers from rng. What comes from beyond the edge is 0. At most
 *  64 x 64 pixels. */
void distort_images(Tensor *x, int height, int width, Rng *rng);

#endif
