/** @file weight_decay.h
 *  @ingroup ch06
 *  Weight decay: large weights are made to cost something. */
#ifndef WEIGHT_DECAY_H
#define WEIGHT_DECAY_H

#include "tensor/param.h"

/** Add lambda W to the gradient of each weight matrix ("W") among the count
 *  params, after their gradients were found, and return lambda/2 times the sum
 *  of all squared weights: what this adds to the loss. Biases, gamma and beta
 *  are left alone. The method is older than its use by A. Krogh and J. Hertz
 *  (1992). */
real weight_decay(Param *const *params, int count, double lambda);

#endif
