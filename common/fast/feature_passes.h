/** @file feature_passes.h
 *  @ingroup ch06
 *  Sums and formulas over the numbers of each feature, in passes along memory and on
 *  several threads. What each computes, on what shapes, is defined in math/feature.h,
 *  where the same names without _fast are the ones to call: those look at the shapes
 *  first, and these do not. No result may be one of the inputs. */
#ifndef FEATURE_PASSES_H
#define FEATURE_PASSES_H

#include "tensor/tensor.h"

/** For feature_mean(mean, x). */
void feature_mean_fast(Tensor *mean, const Tensor *x);

/** For feature_center(distance, variance, x, mean). */
void feature_center_fast(Tensor *distance, Tensor *variance, const Tensor *x,
                         const Tensor *mean);

/** For feature_normalize(y, x, factor, gamma, beta). */
void feature_normalize_fast(Tensor *y, Tensor *x, const Tensor *factor,
                            const Tensor *gamma, const Tensor *beta);

/** For feature_rescale(y, x, mean, scale, shift). */
void feature_rescale_fast(Tensor *y, const Tensor *x, const Tensor *mean,
                          const Tensor *scale, const Tensor *shift);

/** For feature_sums(sum, product, y, x). */
void feature_sums_fast(Tensor *sum, Tensor *product, const Tensor *y,
                       const Tensor *x);

/** For feature_rest(rest, scale, y, sum, x, product). */
void feature_rest_fast(Tensor *rest, const Tensor *scale, const Tensor *y,
                       const Tensor *sum, const Tensor *x,
                       const Tensor *product);

#endif
