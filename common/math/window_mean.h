/** @file window_mean.h
 *  @ingroup ch07
 *  Average pooling, forward and back: the mean of each window of an image. x is
 *  (N, C, H, W) and y is (N, C, OH, OW), by window_output(); each channel of each image
 *  is a plane on its own. The definitions have names that end with _plain; the others
 *  give the same bits, and look at the shapes first: they stop if window is padded by
 *  more than half of its size, or if y has another shape. */
#ifndef WINDOW_MEAN_H
#define WINDOW_MEAN_H

#include "tensor/window.h"

/** y = the mean of x under each place of window; beyond the edge there are zeros. */
void window_mean(Tensor *y, const Tensor *x, const Window *window);

/** The slope of x, dx (N, C, H, W), from that of y, dout (N, C, OH, OW), under this
 *  window. */
void window_mean_back(Tensor *dx, const Tensor *dout, const Window *window);

/** window_mean(y, x, window) by the definition. */
void window_mean_plain(Tensor *y, const Tensor *x, const Window *window);

/** window_mean_back(dx, dout, window) by the definition. */
void window_mean_back_plain(Tensor *dx, const Tensor *dout,
                            const Window *window);

#endif
