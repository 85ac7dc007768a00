/** @file nesterov.h
 *  @ingroup ch06
 *  Nesterov's momentum: the gradient of the place where the speed will lead.
 *
 *  @f[  v \leftarrow \mu v - \eta \frac{\partial L}{\partial W}, \qquad
 *       W \leftarrow W + \mu v - \eta \frac{\partial L}{\partial W}  @f]
 *
 *  The method is by Y. Nesterov, "A method of solving a convex programming
 *  problem with convergence rate O(1/k²)" (1983), in the form with a speed by
 *  I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On the importance of
 *  initialization and momentum in deep learning" (2013). The values that it
 *  keeps are those *ahead*, where the gradient is wanted. PyTorch's SGD with
 *  `nesterov=True` makes the same steps. */
#ifndef NESTEROV_H
#define NESTEROV_H

#include "optimizers/optimizer.h"

/** The method with a learning rate; momentum, in 0 … 1 without the 1, is how
 *  much of the speed is left after a step, usually 0.9. It keeps one tensor
 *  for each parameter. The caller owns it: optimizer_free(). */
Optimizer *nesterov_new(double rate, double momentum);

#endif
