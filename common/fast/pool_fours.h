/** @file pool_fours.h
 *  @ingroup ch07
 *  Max pooling under windows of 2 x 2 side by side, without branches. */
#ifndef POOL_FOURS_H
#define POOL_FOURS_H

#include "tensor/window.h"

/** What max_pool_plain() does, with the same bits, if window is one of 2 x 2 that
 *  moves by its own size without padding, and no number of x is a NaN. Returns
 *  whether that is so; else nothing was written. y is (N, C, H / 2, W / 2), rounded
 *  down, for x (N, C, H, W), and winners has as many numbers. */
bool pool_fours(Tensor *y, int *winners, const Tensor *x,
                const Window *window);

#endif
