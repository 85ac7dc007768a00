/** @file feature.h
 *  @ingroup ch06
 *  The numbers of one feature. In a matrix x (N, C) they are a column; in images
 *  x (N, C, H, W) they are a whole channel, because a filter looks at all places
 *  alike. A feature has M = N H W numbers, where a matrix has H = W = 1.
 *
 *  A *row* is a tensor with one number for each feature, C of them. In the formulas c
 *  is the feature of number i. Results come first; they must have their shapes already,
 *  and must not be inputs, except where it says otherwise. The number of threads
 *  changes no bit. What does not fit is a bug and stops the program.
 *
 *  Each operation has its definition beside it, under its name with _plain: a loop and
 *  a formula, which the tests hold against the fast form. */
#ifndef FEATURE_H
#define FEATURE_H

#include "tensor/tensor.h"

/** M: how many numbers of x belong to each feature. */
real feature_count(const Tensor *x);

/** The row mean = the mean of each feature of x. */
void feature_mean(Tensor *mean, const Tensor *x);

/** distance = x - mean, and the row variance = the mean of the squares of these
 *  distances. */
void feature_center(Tensor *distance, Tensor *variance, const Tensor *x,
                    const Tensor *mean);

/** x = factor[c] x, in place, and then y = gamma[c] x + beta[c]. */
void feature_normalize(Tensor *y, Tensor *x, const Tensor *factor,
                       const Tensor *gamma, const Tensor *beta);

/** y = (x - mean[c]) scale[c] + shift[c]. */
void feature_rescale(Tensor *y, const Tensor *x, const Tensor *mean,
                     const Tensor *scale, const Tensor *shift);

/** The rows sum = the sum of each feature of y, and product = that of y times x. */
void feature_sums(Tensor *sum, Tensor *product, const Tensor *y,
                  const Tensor *x);

/** What remains of y without its mean and without its part along x, scaled:
 *  rest = scale[c] (y - sum[c] / M - x product[c] / M), with the sum and the product
 *  of feature_sums(). */
void feature_rest(Tensor *rest, const Tensor *scale, const Tensor *y,
                  const Tensor *sum, const Tensor *x, const Tensor *product);

/** @name The definitions
 *  @{ */

/** feature_mean(mean, x) by the definition. */
void feature_mean_plain(Tensor *mean, const Tensor *x);

/** feature_center(distance, variance, x, mean) by the definition. */
void feature_center_plain(Tensor *distance, Tensor *variance, const Tensor *x,
                          const Tensor *mean);

/** feature_normalize(y, x, factor, gamma, beta) by the definition. */
void feature_normalize_plain(Tensor *y, Tensor *x, const Tensor *factor,
                             const Tensor *gamma, const Tensor *beta);

/** feature_rescale(y, x, mean, scale, shift) by the definition. */
void feature_rescale_plain(Tensor *y, const Tensor *x, const Tensor *mean,
                           const Tensor *scale, const Tensor *shift);

/** feature_sums(sum, product, y, x) by the definition. */
void feature_sums_plain(Tensor *sum, Tensor *product, const Tensor *y,
                        const Tensor *x);

/** feature_rest(rest, scale, y, sum, x, product) by the definition. */
void feature_rest_plain(Tensor *rest, const Tensor *scale, const Tensor *y,
                        const Tensor *sum, const Tensor *x,
                        const Tensor *product);

/** @} */

#endif
