/** @file adagrad.h
 *  @ingroup ch06
 *  AdaGrad: every number has a learning rate of its own, which only falls.
 *
 *  @f[  h \leftarrow h + g^2, \qquad
 *       W \leftarrow W - \eta \frac{g}{\sqrt h + \epsilon}, \qquad
 *       g = \frac{\partial L}{\partial W}  @f]
 *
 *  The method is by J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient
 *  methods for online learning and stochastic optimization" (2011). */
#ifndef ADAGRAD_H
#define ADAGRAD_H

#include "optimizers/optimizer.h"

/** The method with a learning rate, usually 0.01; epsilon is
 *  1e-7, see Optimizer. It keeps one tensor for each parameter. The caller owns
 *  it: optimizer_free(). */
Optimizer *adagrad_new(double rate);

#endif
