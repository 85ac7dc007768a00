/** @file layers/relu.h
 *  @ingroup ch05
 *  The ReLU layer, @f$ y = \max(0, x) @f$: a switch for every number. The
 *  gradient passes where the signal passed. Any shape. */
#ifndef RELU_H
#define RELU_H

#include "layers/layer.h"

/** A ReLU layer. The caller owns it: layer_free(), or network_add(). */
Layer *relu_new(void);

#endif
