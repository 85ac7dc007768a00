/** @file layers/sigmoid.h
 *  @ingroup ch05
 *  The sigmoid layer, @f$ y = 1 / (1 + e^{-x}) @f$, for tensors of any
 *  shape. Its slope is y (1 - y): the output is all that backward needs. */
#ifndef SIGMOID_H
#define SIGMOID_H

#include "layers/layer.h"

/** A sigmoid layer. The caller owns it: layer_free(), or network_add(). */
Layer *sigmoid_new(void);

#endif
