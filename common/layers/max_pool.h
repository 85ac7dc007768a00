/** @file layers/max_pool.h
 *  @ingroup ch07
 *  Max pooling: of each window only the largest number is kept. x is
 *  (N, C, H, W), the output (N, C, OH, OW); there is nothing to learn, and each
 *  channel is on its own. Numbers beyond the edge do not count. */
#ifndef MAX_POOL_H
#define MAX_POOL_H

#include "layers/layer.h"
#include "tensor/window.h"

/** A max pooling layer with this window, whose padding is at most half of its
 *  size. The caller owns it: layer_free(), or network_add(). */
Layer *max_pool_new(Window window);

#endif
