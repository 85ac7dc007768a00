/** @file distort.h
 *  @ingroup ch07
 *  Small changes of an image after which it shows the same: more examples than
 *  somebody wrote. */
#ifndef DISTORT_H
#define DISTORT_H

#include "ground/rng.h"
#include "tensor/tensor.h"

/** y = each of the images x (N, height * width), turned by at most 12 degrees,
 *  stretched by at most a tenth in each direction, and moved by at most two pixels,
 *  by chance, with numbers from rng. What comes from beyond the edge is 0. y has the
 *  shape of x and may not be x. */
void distort_images(Tensor *y, const Tensor *x, int height, int width,
                    Rng *rng);

#endif
