/** @file convolve.h
 *  @ingroup ch07
 *  The convolution as it is defined, forward and back. x is (N, C, H, W), W is
 *  (FN, C, FH, FW), b is (FN) and y is (N, FN, OH, OW); the window says how the filters
 *  move. All stop if the shapes do not fit. The fast forms are tested against these. */
#ifndef CONVOLVE_H
#define CONVOLVE_H

#include "tensor/window.h"

/** y = the convolution of x with W and b under this window. */
void convolution_plain(Tensor *y, const Tensor *x, const Tensor *W,
                       const Tensor *b, const Window *window);

/** The slopes of the filters and of the bias, dW and db, from those of y, dout, where y
 *  came from x under this window. */
void convolution_slopes_plain(Tensor *dW, Tensor *db, const Tensor *x,
                              const Tensor *dout, const Window *window);

/** The slope of the images, dx, from that of y, dout, where y was made with W under
 *  this window. */
void convolution_back_plain(Tensor *dx, const Tensor *W, const Tensor *dout,
                            const Window *window);

#endif
