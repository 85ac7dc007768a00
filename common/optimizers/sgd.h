/** @file sgd.h
 *  @ingroup ch04
 *  Stochastic gradient descent: W <- W - rate * dL/dW, with the gradient of one
 *  batch. The method is by H. Robbins and S. Monro (1951). */
#ifndef SGD_H
#define SGD_H

#include "optimizers/optimizer.h"

/** The method with a learning rate. The caller owns it: optimizer_free(). */
Optimizer *sgd_new(double rate);

#endif
