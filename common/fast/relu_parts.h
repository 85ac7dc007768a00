/** @file relu_parts.h
 *  @ingroup ch03
 *  ReLU and its slope on all processors: what math/activation.h defines, with the same
 *  bits. The doors are there; they look at the sizes first, and these do not. */
#ifndef RELU_PARTS_H
#define RELU_PARTS_H

#include "tensor/tensor.h"

/** For relu_all(y, x). */
void relu_fast(Tensor *y, const Tensor *x);

/** For relu_back(dx, y, dout). */
void relu_back_fast(Tensor *dx, const Tensor *y, const Tensor *dout);

#endif
