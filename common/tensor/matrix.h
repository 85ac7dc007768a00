/** @file matrix.h
 *  @ingroup ch01
 *  A tensor read as a matrix, upright or turned on its side. Nothing moves in memory:
 *  only the steps from a number to its neighbours are others. A tensor of more than
 *  two axes has axis 0 as its rows. */
#ifndef MATRIX_H
#define MATRIX_H

#include "tensor/tensor.h"

/** A matrix that is reached by two steps: A turned on its side, Aᵀ, is A with the
 *  steps exchanged. */
typedef struct {
    int rows;        /**< how many */
    int columns;     /**< how many */
    const real *at;  /**< element (0, 0); borrowed */
    ptrdiff_t down;  /**< from a row to the next */
    ptrdiff_t right; /**< from a column to the next */
} Matrix;

/** The matrix in t, upright. */
static inline Matrix matrix_of(const Tensor *t)
{
    const int rows = t->shape.n[0], columns = t->size / rows;
    return (Matrix){rows, columns, t->data, columns, 1};
}

/** The matrix in t, turned on its side. */
static inline Matrix matrix_turned(const Tensor *t)
{
    const int columns = t->shape.n[0], rows = t->size / columns;
    return (Matrix){rows, columns, t->data, 1, rows};
}

/** Element (i, j) of m. */
static inline real matrix_at(Matrix m, int i, int j)
{
    return m.at[i * m.down + j * m.right];
}

#endif
