/** @file adam.h
 *  @ingroup ch06
 *  Adam: the speed of Momentum, and a rate for every number as in RMSprop.
 *
 *  @f[  m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad
 *       v \leftarrow \beta_2 v + (1 - \beta_2) g^2  @f]
 *  @f[  \hat m = \frac{m}{1 - \beta_1^t}, \qquad
 *       \hat v = \frac{v}{1 - \beta_2^t}, \qquad
 *       W \leftarrow W - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}  @f]
 *
 *  with @f$ g = \partial L / \partial W @f$ in step @f$ t = 1, 2, … @f$ The
 *  method is by D. Kingma and J. Ba, "Adam: a method for stochastic
 *  optimization" (2015). */
#ifndef ADAM_H
#define ADAM_H

#include "optimizers/optimizer.h"

/** The method with a learning rate, usually 0.001. beta1, usually 0.9, is how
 *  much is kept of the mean gradient, and beta2, usually 0.999, of the mean
 *  square; both are in 0 … 1 without the 1. epsilon is 1e-7, see Optimizer. It
 *  keeps two tensors for each parameter. The caller owns it:
 *  optimizer_free(). */
Optimizer *adam_new(double rate, double beta1, double beta2);

#endif
