/** @file layers/batch_norm.h
 *  @ingroup ch06
 *  Batch normalization: each feature gets mean 0 and variance 1 over the batch,
 *  and then the mean beta and the spread gamma that suit the network.
 *
 *  @f[  \hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad
 *       y = \gamma \hat x + \beta  @f]
 *
 *  In x (N, D) each of the D columns is a feature, in x (N, C, H, W) each of the
 *  C channels. A training uses the mean and the variance of the batch, an
 *  inference the running ones, which every training forward moves:
 *
 *      running = momentum * running + (1 - momentum) * of the batch
 *
 *  The variance is the biased one, a sum divided by the count. PyTorch differs
 *  twice: its momentum is the weight of the *new* number (0.1 there is 0.9 here),
 *  and its running variance divides by the count minus 1.
 *
 *  The method is by S. Ioffe and C. Szegedy (2015). */
#ifndef BATCH_NORM_H
#define BATCH_NORM_H

#include "layers/layer.h"

/** A layer for so many features: the D of (N, D) or the C of (N, C, H, W). Its
 *  parameters gamma and beta and its states running_mean and running_var have
 *  the shape (features); gamma and running_var start as ones, the others as
 *  zeros. momentum is 0.9 and epsilon 1e-5, see batch_norm_set(). The caller
 *  owns it: layer_free(), or network_add(). */
Layer *batch_norm_new(int features);

/** Give layer, which batch_norm_new() made, another momentum, in 0 … 1: the
 *  weight of the old running numbers; and another epsilon, above 0: what is
 *  added to a variance before the root. */
void batch_norm_set(Layer *layer, double momentum, double epsilon);

#endif
