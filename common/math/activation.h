/** @file activation.h
 *  @ingroup ch03
 *  The functions that bend: what a neuron does with its weighted sum. */
#ifndef ACTIVATION_H
#define ACTIVATION_H

#include "tensor/tensor.h"

/** 1 / (1 + e^-x) for one number x: rises smoothly from 0 to 1. Far below
 *  0 the power is infinite, and the result is 0, as it should be; NaN only of NaN. */
real sigmoid(real x);

/** y = sigmoid(x), element by element; y may be x. */
void sigmoid_all(Tensor *y, const Tensor *x);

/** y = max(0, x), element by element; y may be x. NaN stays NaN. */
void relu_all(Tensor *y, const Tensor *x);

/** dx = dout where y = relu_all(x) is positive, and 0 elsewhere. dx is none of the
 *  others. */
void relu_back(Tensor *dx, const Tensor *y, const Tensor *dout);

/** relu_all(y, x) by the definition. */
void relu_plain(Tensor *y, const Tensor *x);

/** relu_back(dx, y, dout) by the definition. */
void relu_back_plain(Tensor *dx, const Tensor *y, const Tensor *dout);

/** y = softmax of each row of x (N, K): e^x, divided by the row's sum, so that
 *  the K numbers are positive and add up to 1. The largest score of a row is
 *  subtracted first, which changes nothing but the overflow; y may be x. */
void softmax_rows(Tensor *y, const Tensor *x);

#endif
