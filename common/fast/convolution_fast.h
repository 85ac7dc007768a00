/** @file convolution_fast.h
 *  @ingroup ch07
 *  The convolution, forward and back, on all processors: what math/convolve.h defines,
 *  in another order of the sums. Any number of threads gives the same bits. */
#ifndef CONVOLUTION_FAST_H
#define CONVOLUTION_FAST_H

#include "tensor/window.h"

/** Plans and room for one bank of filters. It fits itself to the images. */
typedef struct ConvolutionFast ConvolutionFast;

/** For so many filters of so many channels, W (filters, channels, FH, FW), that are as
 *  large as window and move as it says. The caller owns it: convolution_fast_free(). */
ConvolutionFast *convolution_fast_new(int channels, int filters,
                                      const Window *window);

/** Release fast and all it owns; NULL is fine. */
void convolution_fast_free(ConvolutionFast *fast);

/** y (N, FN, OH, OW) = the convolution of x (N, C, H, W) with W (FN, C, FH, FW) and b
 *  (FN), by the plans of fast. Stops if the shapes do not fit. */
void convolution_fast(ConvolutionFast *fast, Tensor *y, const Tensor *x,
                      const Tensor *W, const Tensor *b);

/** All slopes of that, from those of y, dout: dW and db, and dx unless it is NULL. fast,
 *  x and W are those of the way forward. Stops if the shapes do not fit. */
void convolution_fast_back(ConvolutionFast *fast, Tensor *dW, Tensor *db,
                           Tensor *dx, const Tensor *x, const Tensor *W,
                           const Tensor *dout);

#endif
