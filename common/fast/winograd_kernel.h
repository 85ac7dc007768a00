/** @file winograd_kernel.h
 *  @ingroup ch07
 *  The inner loops of a convolution with fewer multiplications: tiles of an image on
 *  their way into the numbers that are multiplied, their products, and the way back
 *  (S. Winograd, 1980; A. Lavin and S. Gray, 2015). There are versions for several
 *  processors in one program; winograd_kernel() picks at run time. */
#ifndef WINOGRAD_KERNEL_H
#define WINOGRAD_KERNEL_H

#include "ground/base.h"

enum {
    WINOGRAD = 16, /**< numbers that a window, a filter or a result becomes */
    WINOGRAD_TILE = 4 /**< rows and columns that products() takes at once */
};

/** y_ij = Σ_k a_ik b_jk, where each of them is #WINOGRAD numbers, and number by number.
 *  rows and columns are taken rounded up to multiples of #WINOGRAD_TILE. The steps count
 *  numbers. */
typedef struct {
    int rows;          /**< i */
    int columns;       /**< j */
    int depth;         /**< k */
    const real *a;     /**< a_00; borrowed; a_i,k+1 follows a_ik */
    ptrdiff_t a_step;  /**< from a_ik to a_i+1,k */
    const real *b;     /**< b_00; borrowed; b_j,k+1 follows b_jk */
    ptrdiff_t b_step;  /**< from b_jk to b_j+1,k */
    real *y;           /**< y_00 */
    ptrdiff_t y_down;  /**< from y_ij to y_i+1,j */
    ptrdiff_t y_right; /**< from y_ij to y_i,j+1 */
    bool add;          /**< to what stands in y */
} WinogradProducts;

/** Where two by two numbers stand, of all channels. */
typedef struct {
    int rows;           /**< from here on; a third one plays no part */
    int columns;        /**< likewise */
    ptrdiff_t row_step; /**< from a row to the next */
    ptrdiff_t channel;  /**< from a channel to the next */
} WinogradPlace;

/** One version of the innermost loops. */
typedef struct {
    const char *name; /**< "avx512f", "avx2+fma", "generic" */
    /** Four by four pixels of each channel, at x, into to, which goes on by step. */
    void (*windows)(real *to, ptrdiff_t step, const real *x,
                    ptrdiff_t row_step, ptrdiff_t channel, int channels);
    /** From products of each filter, one behind the other, to what stands at y. bias
     *  (filters) may be NULL. */
    void (*results)(real *y, const WinogradPlace *place, const real *products,
                    const real *bias, int filters);
    /** Back from results() at dout, to the slopes of the products, into to, which goes
     *  on by step. */
    void (*slopes)(real *to, ptrdiff_t step, const real *dout,
                   const WinogradPlace *place, int filters);
    void (*products)(const WinogradProducts *); /**< all sums of a product */
} WinogradKernel;

/** The version with 512-bit vectors and fused multiply-add, where it was built:
 *  use it through winograd_kernel_at(). */
extern const WinogradKernel winograd_kernel_512;

/** The same with 256-bit vectors. */
extern const WinogradKernel winograd_kernel_256;

/** The fastest version that this processor can run. */
const WinogradKernel *winograd_kernel(void);

/** The version number index of all that were built and can run here, best
 *  first; NULL after the last. */
const WinogradKernel *winograd_kernel_at(int index);

#endif
