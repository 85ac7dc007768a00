/** @file matmul.h
 *  @ingroup ch01
 *  The matrix product, in the three forms that a network needs.
 *
 *  Forward, backward to the input and backward to the weights are the same
 *  sum of products with one matrix or the other turned on its side; turning
 *  it in memory would cost more than reading it another way. A tensor of more
 *  than two axes is read as a matrix with axis 0 as its rows: an image batch
 *  (N, C, H, W) is (N, C*H*W).
 *
 *  The result must not be one of the inputs. Every element is summed by one
 *  thread in one fixed order, so the number of threads changes no bit. */
#ifndef MATMUL_H
#define MATMUL_H

#include "tensor/matrix.h"

/** y = a b, for a (N, K), b (K, M), y (N, M). */
void matmul(Tensor *y, const Tensor *a, const Tensor *b);

/** y = aᵀ b, for a (K, N), b (K, M), y (N, M): a weight's gradient. */
void matmul_tn(Tensor *y, const Tensor *a, const Tensor *b);

/** y = a bᵀ, for a (N, K), b (M, K), y (N, M): the gradient passed back. */
void matmul_nt(Tensor *y, const Tensor *a, const Tensor *b);

/** y = a b + row, for a (N, K), b (K, M), row (M), y (N, M): an affine layer
 *  in one go. */
void matmul_add_row(Tensor *y, const Tensor *a, const Tensor *b,
                    const Tensor *row);

/** y = a b + row by the definition, three loops and nothing else: what the fast form
 *  is tested against. row may be NULL. Nobody looks at the shapes. */
void matmul_plain(Tensor *y, Matrix a, Matrix b, const Tensor *row);

#endif
