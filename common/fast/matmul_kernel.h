/** @file matmul_kernel.h
 *  @ingroup ch07
 *  The innermost part of the matrix product: one small tile of the result,
 *  kept in the processor's registers while it is summed. There are versions
 *  for several processors in one program; matmul_kernel() picks at run time. */
#ifndef MATMUL_KERNEL_H
#define MATMUL_KERNEL_H

#include "ground/base.h"

enum {
    WIDEST_TILE = 128 / sizeof(real), /**< columns: two vectors of 512 bits */
    TALLEST_TILE = 10                 /**< rows */
};

/** Where tiles of the product y = a b go, one below the other, and what they are made
 *  of. */
typedef struct {
    int rows;          /**< rows of y to fill */
    int columns;       /**< columns of y to fill, at most the kernel's */
    int depth;         /**< K: how many products each sum has */
    const real *a;     /**< (rows, depth): a row every a_down numbers */
    ptrdiff_t a_down;  /**< from a row of a to the next */
    ptrdiff_t a_right; /**< from a column of a to the next */
    const real *b;     /**< (depth, width): a row every b_step numbers */
    ptrdiff_t b_step;  /**< from a row of b to the next */
    bool add;          /**< to what stands in y, which else is replaced */
    const real *bias;  /**< added to each row: columns numbers, or NULL */
    real *y;           /**< the first element */
    ptrdiff_t y_step;  /**< from a row of y to the next */
} Tiles;

/** One version of the innermost loops. */
typedef struct {
    const char *name; /**< what it needs: "avx512f", "avx2+fma", "generic" */
    int rows;         /**< rows of its tiles, at most #TALLEST_TILE */
    int columns;      /**< columns of its tiles, at most #WIDEST_TILE */
    /** So many columns, or fewer, take about a quarter of the time of a whole tile.
     *  0: none do. */
    int narrow;
    /** Fills tiles. It reads whole rows of b, or half of each where columns fit into
     *  that, or narrow numbers. What stands past columns is read and does not count. */
    void (*tiles)(const Tiles *);
} MatmulKernel;

/** The version with 512-bit vectors and fused multiply-add, where it was built:
 *  use it through matmul_kernel_at(). */
extern const MatmulKernel matmul_kernel_512;

/** The same with 256-bit vectors. */
extern const MatmulKernel matmul_kernel_256;

/** The fastest version that this processor can run. */
const MatmulKernel *matmul_kernel(void);

/** The version number index of all that were built and can run here, best
 *  first; NULL after the last. */
const MatmulKernel *matmul_kernel_at(int index);

#endif
