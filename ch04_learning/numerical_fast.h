/** @file numerical_fast.h
 *  @ingroup ch04
 *  The central differences of numerical_gradient() for a network of two
 *  layers, without computing again what a moved weight does not change. */
#ifndef NUMERICAL_FAST_H
#define NUMERICAL_FAST_H

#include "two_layer.h"

/** Fill the gradient of every parameter of net for the batch x (N, D), whose
 *  right answers are t (N, K), each row adding up to 1: what numerical_gradient()
 *  finds with the same step, up to rounding. Returns the mean loss. The number
 *  of threads changes no bit. */
real numerical_fast(TwoLayer *net, const Tensor *x, const Tensor *t);

#endif
