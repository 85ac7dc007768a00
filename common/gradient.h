/** @file gradient.h
 *  @ingroup ch04
 *  The gradient of any function, found by trying: slow, simple and hard to
 *  get wrong, and therefore the judge of every backward in this book. */
#ifndef GRADIENT_H
#define GRADIENT_H

#include "tensor.h"

/** A function of the tensor that is varied; context is whatever else it
 *  needs, as a closure would hold it. */
typedef real Function(void *context);

/** The step that suits the build: 1e-2 in float, 1e-4 in double. A smaller
 *  one loses more digits in the subtraction than it gains in accuracy. */
real gradient_step(void);

/** grad_i = (f(x_i + h) - f(x_i - h)) / 2h with h = gradient_step(), for every
 *  number of x: two calls of f(context) each. x is put back as it was; grad
 *  has the size of x. */
void numerical_gradient(Tensor *grad, Function *f, void *context, Tensor *x);

/** How far two gradients a and b of the same size are apart: the largest
 *  difference of any place, divided by the largest number in either. 0 if
 *  both are zero everywhere; NaN if either holds one. */
real gradient_error(const Tensor *a, const Tensor *b);

#endif
