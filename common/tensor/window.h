/** @file window.h
 *  @ingroup ch07
 *  A window that slides over an image: the filter of a convolution, or the patch
 *  that a pooling looks at. */
#ifndef WINDOW_H
#define WINDOW_H

#include "tensor/tensor.h"

/** A window and how it moves. The first number of a pair counts rows, the second
 *  columns. */
typedef struct {
    int height;       /**< rows of the window: FH */
    int width;        /**< columns: FW */
    int stride_down;  /**< from one place to the next below; at least 1 */
    int stride_right; /**< and to the next on the right; at least 1 */
    int pad_down;     /**< rows of zeros above and below the image */
    int pad_right;    /**< columns of zeros left and right of it */
} Window;

/** A square window of size x size, which moves by stride, over an image with pad
 *  rows and columns of zeros on each side. */
Window window_square(int size, int stride, int pad);

/** How many places a window of so many rows (or columns) has along an image of
 *  length, with this stride and pad: (length + 2 pad - window) / stride + 1,
 *  rounded down. Stops if the window is larger than the padded image, or if a
 *  length or the stride is below 1, or pad below 0. */
int window_places(int length, int window, int stride, int pad);

/** Stops if window is padded by more than half of its size: a pooling would then
 *  look at places where nothing is. */
void window_check_pool(const Window *window);

/** The same for window, and stops if y is not what it gives for images of the shape x. */
void window_check_pooled(Shape y, Shape x, const Window *window);

/** The shape (N, channels, OH, OW) of what window gives for images of the shape
 *  x (N, C, H, W). */
Shape window_output(const Window *window, Shape x, int channels);

#endif
