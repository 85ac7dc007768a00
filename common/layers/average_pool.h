/** @file layers/average_pool.h
 *  @ingroup ch07
 *  Average pooling: each window gives the mean of its numbers, with the zeros
 *  beyond the edge counted in. x is (N, C, H, W), the output (N, C, OH, OW);
 *  there is nothing to learn, and each channel is on its own. */
#ifndef AVERAGE_POOL_H
#define AVERAGE_POOL_H

#include "layers/layer.h"
#include "tensor/window.h"

/** An average pooling layer with this window, whose padding is at most half of
 *  its size. The caller owns it: layer_free(), or network_add(). */
Layer *average_pool_new(Window window);

#endif
