/** @file winograd.h
 *  @ingroup ch07
 *  The convolution with filters of 3 x 3 that move by one, with fewer multiplications:
 *  minimal filtering, F(2 x 2, 3 x 3) (S. Winograd, 1980; A. Lavin and S. Gray, 2015). fast/convolution_fast.h decides when
 *  it is used. */
#ifndef WINOGRAD_H
#define WINOGRAD_H

#include "fast/spread.h"
#include "tensor/window.h"

/** Images on their way through a bank of filters. */
typedef struct {
    int channels;     /**< C */
    int filters;      /**< FN */
    const real *U;    /**< the filters, by winograd_filters(); borrowed */
    const real *bias; /**< (FN), or NULL for none; borrowed */
    const Spread
        *edges;  /**< puts zeros around an image of the size of x, and behind
                              it as many as winograd_even() places need; borrowed */
    real *room;  /**< for one image with its zeros; borrowed */
    int rows;    /**< OH */
    int columns; /**< OW */
    const real *x; /**< (N, C, H, W); borrowed */
    real *y;       /**< (N, FN, OH, OW), to be written */
} WinogradImages;

/** Whether filters under this window, so many of so many channels, can take this way,
 *  and gain by it. */
bool winograd_pays(const Window *window, int channels, int filters);

/** The least even number that is not below count: results are made two by two. */
int winograd_even(int count);

/** How many numbers winograd_filters() writes for that many filters of that many
 *  channels. */
size_t winograd_filters_size(int filters, int channels);

/** Write W (filters, channels, 3, 3) into U, as it is multiplied. */
void winograd_filters(real *U, const real *W, int filters, int channels);

/** y = the convolution of x with W and b, as w says, for the images from first up to,
 *  not with, end. */
void winograd_images(const WinogradImages *w, int first, int end);

/** dW (FN, C, 3, 3) += its slopes from dout (N, FN, OH, OW), for the images of w from
 *  first up to, not with, end; U, bias and y are not used. */
void winograd_slopes(const WinogradImages *w, real *dW, const real *dout,
                     int first, int end);

#endif
