/** @file layers/tanh.h
 *  @ingroup ch06
 *  The tanh layer, for tensors of any shape: a sigmoid that was stretched to
 *  the range (-1, 1), so that its output has no preference for the positive. Its
 *  slope is 1 - y^2. */
#ifndef TANH_H
#define TANH_H

#include "layers/layer.h"

/** A tanh layer. The caller owns it: layer_free(), or network_add(). */
Layer *tanh_new(void);

#endif
