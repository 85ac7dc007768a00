/** @file pool.h
 *  @ingroup ch07
 *  Max pooling, forward and back: the largest number of each window of an image. x is
 *  (N, C, H, W) and y is (N, C, OH, OW), by window_output(); each channel of each
 *  image is a plane on its own. It stops if window is padded by more than half of its
 *  size, or if y has another shape. The definitions have names that end with _plain;
 *  the others give the same bits, and are faster. */
#ifndef POOL_H
#define POOL_H

#include "tensor/window.h"

/** y = the largest number of x under each place of window, and winners (as many as
 *  y has numbers) = where in its plane of x it stood: row W + column. Of equal numbers
 *  the first wins, and one that is none (NaN) wins over all others; numbers beyond
 *  the edge do not count. */
void max_pool(Tensor *y, int *winners, const Tensor *x, const Window *window);

/** dx (N, C, H, W) = dout (N, C, OH, OW), each number at its place of winners, as
 *  max_pool() found them, and 0 elsewhere. What one place gets several times is
 *  added up. */
void max_pool_back(Tensor *dx, const int *winners, const Tensor *dout);

/** max_pool(y, winners, x, window) by the definition. */
void max_pool_plain(Tensor *y, int *winners, const Tensor *x,
                    const Window *window);

/** max_pool_back(dx, winners, dout) by the definition. */
void max_pool_back_plain(Tensor *dx, const int *winners, const Tensor *dout);

#endif
