/** @file momentum.h
 *  @ingroup ch06
 *  Momentum: a step that remembers the steps before it.
 *
 *  @f[  v \leftarrow \mu v - \eta \frac{\partial L}{\partial W}, \qquad
 *       W \leftarrow W + v  @f]
 *
 *  The method is by B. Polyak, "Some methods of speeding up the convergence
 *  of iteration methods" (1964). PyTorch's SGD with `momentum` keeps -v/eta
 *  instead of v: the same steps, as long as the rate stays as it is. */
#ifndef MOMENTUM_H
#define MOMENTUM_H

#include "optimizers/optimizer.h"

/** The method with a learning rate; momentum, in 0 … 1 without the 1, is how
 *  much of the speed is left after a step, usually 0.9. It keeps one tensor
 *  for each parameter. The caller owns it: optimizer_free(). */
Optimizer *momentum_new(double rate, double momentum);

#endif
