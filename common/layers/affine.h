/** @file layers/affine.h
 *  @ingroup ch05
 *  The affine layer: every output is a weighted sum of all inputs, plus a
 *  bias.
 *
 *  @f[  y = x W + b  @f]
 *
 *  With N examples of D numbers, x is (N, D), W is (D, M), b is (M) and y is
 *  (N, M). Going back, with dout = dL/dy of shape (N, M):
 *
 *  @f[  \frac{\partial L}{\partial x} = dout\,W^\top, \qquad
 *       \frac{\partial L}{\partial W} = x^\top dout, \qquad
 *       \frac{\partial L}{\partial b} = \sum_n dout_n  @f] */
#ifndef AFFINE_H
#define AFFINE_H

#include "ground/rng.h"
#include "layers/layer.h"

/** A layer from inputs to outputs numbers, with parameters W (inputs, outputs)
 *  and b (outputs). W starts as normal noise of rng times scale, b as zero.
 *  The caller owns it: layer_free(), or network_add(). */
Layer *affine_new(int inputs, int outputs, double scale, Rng *rng);

#endif
