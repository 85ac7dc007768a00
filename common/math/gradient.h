/** @file gradient.h
 *  @ingroup ch04
 *  The gradient of any function, found by trying: slow, simple and hard to
 *  get wrong, and therefore the judge of every backward in this book. */
#ifndef GRADIENT_H
#define GRADIENT_H

#include "tensor/tensor.h"

/** A function of the tensor that is varied; context is whatever else it
 *  needs, as a closure would hold it. */
typedef real Function(void *context);

/** The step that suits the build: 1e-2 in float, where a smaller one loses more digits in
 *  the subtraction than it gains in accuracy; 1e-4 in double, near the best. */
real gradient_step(void);

/** grad_i = (f(x_i + h) - f(x_i - h)) / 2h with h = gradient_step(), for every
 *  number of x: two calls of f(context) each. x is put back as it was; grad
 *  has the size of x. */
void numerical_gradient(Tensor *grad, Function *f, void *context, Tensor *x);

/** What one thread tries with: f(context) is the value at x, as x stands. */
typedef struct {
    void *context; /**< handed to the function; borrowed */
    Tensor *x;     /**< the tensor that is varied; borrowed */
} Variation;

/** numerical_gradient() of grad with its numbers shared among count variations, a thread
 *  each as far as there are threads. All x hold the same numbers, and f of one
 *  context writes nothing that f of another reads. The result does not depend on
 *  count. Inside f the library keeps to the thread that it is called on. */
void numerical_gradient_shared(Tensor *grad, Function *f,
                               const Variation *variations, int count);

/** How far two gradients a and b of the same size are apart: the largest
 *  difference of any place, divided by the largest number in either. 0 if
 *  both are zero everywhere; NaN if either holds one. */
real gradient_error(const Tensor *a, const Tensor *b);

#endif
