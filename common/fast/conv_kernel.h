/** @file conv_kernel.h
 *  @ingroup ch07
 *  The innermost loops of the convolution: an image under all filters, and the
 *  gradient of all filters. There are versions for several processors in one
 *  program; conv_kernel() picks at run time. */
#ifndef CONV_KERNEL_H
#define CONV_KERNEL_H

#include "ground/base.h"

/** An image under a bank of filters. At row i and column j of its places, a
 *  filter finds the number for its weight k at x[taps[k] + i * row_step + j]: a table
 *  replaces the matrix of patches. x must go on for #CONV_SLACK numbers
 *  behind the last that is used. */
typedef struct {
    int filters;        /**< FN */
    int depth;          /**< K: numbers under the window */
    const real *packed; /**< W, as pack() has laid it out; borrowed */
    const real *bias;   /**< (FN), or NULL for none; borrowed */
    const int *taps;    /**< (K); borrowed */
    const real *x;      /**< the image, with its padding; borrowed */
    ptrdiff_t row_step; /**< from a row of places to the next */
    int rows;           /**< OH: rows of places */
    int columns;        /**< OW: places in a row */
    real *y;            /**< (FN, OH, OW), to be written */
} ConvImage;

/** The gradient of a bank of filters, from some images: x and taps as in
 *  ConvImage. The rows of dout are filled up with zeros. */
typedef struct {
    int filters;          /**< FN */
    int depth;            /**< K */
    const int *taps;      /**< (K); borrowed */
    int images;           /**< how many */
    const real *x;        /**< the first image; borrowed */
    ptrdiff_t x_image;    /**< from an image to the next */
    ptrdiff_t row_step;   /**< as in ConvImage */
    const real *dout;     /**< (FN, OH, columns) of the first; borrowed */
    ptrdiff_t dout_image; /**< from an image to the next */
    int rows;             /**< OH */
    int columns;          /**< OW, rounded up to whole vectors */
    real *dW;             /**< (FN, K), to be added to */
} ConvSlope;

enum {
    CONV_BAND = 8, /**< so many filters more than FN may packed have */
    CONV_LANES = 32 / sizeof(real), /**< numbers in a vector of 256 bits */
    CONV_SLACK = CONV_LANES /**< read, and not used, behind an image */
};

/** One version of the innermost loops. */
typedef struct {
    const char *name; /**< "avx512f", "avx2+fma", "generic" */
    /** Lays W (FN, K) out for filter(), into packed with room for
     *  (FN + #CONV_BAND) K numbers. */
    void (*pack)(real *packed, const real *W, int filters, int depth);
    void (*filter)(const ConvImage *); /**< y = W patches + bias */
    void (*slope)(const ConvSlope *);  /**< dW += dout patchesᵀ */
} ConvKernel;

/** The version with 512-bit vectors and fused multiply-add, where it was built:
 *  use it through conv_kernel_at(). */
extern const ConvKernel conv_kernel_512;

/** The same with 256-bit vectors. */
extern const ConvKernel conv_kernel_256;

/** The fastest version that this processor can run. */
const ConvKernel *conv_kernel(void);

/** The version number index of all that were built and can run here, best
 *  first; NULL after the last. */
const ConvKernel *conv_kernel_at(int index);

#endif
