/** @file loss.h
 *  @ingroup ch04
 *  How wrong an answer is, as one number: the smaller, the better. */
#ifndef LOSS_H
#define LOSS_H

#include "tensor/tensor.h"

/** Half the sum of squared differences, the mean over the N rows of y (N, K)
 *  and t (N, K): for answers that are quantities. */
real sum_squared_error(const Tensor *y, const Tensor *t);

/** The cross-entropy of the probabilities y (N, K) with the right answers t
 *  (N, K, each row adding up to 1; one-hot for labels), the mean over the
 *  rows. A right answer given the probability 0 costs as much as one given
 *  the smallest normal number, `FLT_MIN` or `DBL_MIN`: large, and
 *  finite. */
real cross_entropy_error(const Tensor *y, const Tensor *t);

#endif
