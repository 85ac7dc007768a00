/** @file convolve.h
 *  @ingroup ch07
 *  The convolution as it is defined, forward and back. x is (N, C, H, W), W is
 *  (FN, C, FH, FW), b is (FN) and y is (N, FN, OH, OW); the window says how the filters
 *  move. All stop if the shapes do not fit. The fast forms are tested against the
 *  definitions, whose names end with _plain. */
#ifndef CONVOLVE_H
#define CONVOLVE_H

#include "tensor/window.h"

/** A bank of filters on its way over images, batch after batch. */
typedef struct {
    Window window; /**< how large the filters are, and how they move */
    struct ConvolutionFast
        *fast; /**< what makes it fast, kept from batch to batch;
                                       owned; NULL in a library of definitions */
} Convolve;

/** For so many filters of so many channels that move as window says. The caller owns
 *  it: convolve_clear(). */
Convolve convolve_new(int channels, int filters, Window window);

/** Release what c owns. */
void convolve_clear(Convolve *c);

/** y = the convolution of x with W and b, as c moves them. */
void convolve_forward(const Convolve *c, Tensor *y, const Tensor *x,
                      const Tensor *W, const Tensor *b);

/** All slopes of that, from those of y, dout: dW and db, and dx unless it is NULL. c, x
 *  and W are those of the way forward; of dout only the size matters. */
void convolve_back(const Convolve *c, Tensor *dW, Tensor *db, Tensor *dx,
                   const Tensor *x, const Tensor *W, const Tensor *dout);

/** @name The definitions
 *  @{ */

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

/** @} */

#endif
