/** @file matmul_strips.h
 *  @ingroup ch01
 *  The matrix product on all processors: what math/matmul.h defines, and bit by bit the
 *  same with any number of threads. The door is there; it looks at the shapes first, and
 *  this does not. */
#ifndef MATMUL_STRIPS_H
#define MATMUL_STRIPS_H

#include "tensor/matrix.h"

/** y = a b + row, for a (N, K), b (K, M), y (N, M), row (M) or NULL for none. y must not
 *  be one of the others. */
void matmul_fast(Tensor *y, Matrix a, Matrix b, const Tensor *row);

#endif
