/** @file im2col.h
 *  @ingroup ch07
 *  An image as a matrix of patches, so that a convolution becomes one matrix
 *  product; and the way back. The rows are the places of the window, one image
 *  after the other, and the columns the numbers that it sees there:
 *  (N OH OW, C FH FW). */
#ifndef IM2COL_H
#define IM2COL_H

#include "tensor/window.h"

/** columns = the patches of x (N, C, H, W) under window, zero beyond the edge.
 *  columns has the shape (N OH OW, C FH FW). */
void im2col(Tensor *columns, const Tensor *x, const Window *window);

/** x = for every number of an image, the sum of all places where im2col() with this
 *  window would have put it in columns (N OH OW, C FH FW): the adjoint (transpose) of
 *  im2col(), not its inverse. x has the shape (N, C, H, W). */
void col2im(Tensor *x, const Tensor *columns, const Window *window);

#endif
