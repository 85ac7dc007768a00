/** @file ch01.h
 *  The functions that the exercises of chapter 1 ask for. Arrays are plain
 * rows of numbers; a matrix is stored row after row. */
#ifndef CH01_H
#define CH01_H

#include "exercise.h"

/** The dot product of a and b, n numbers each. */
float my_dot(const float *a, const float *b, size_t n);

/** Where the largest of the n numbers of x stands; n is at least 1. */
size_t my_argmax(const float *x, size_t n);

/** t (n, m) becomes the transpose of a (m, n). */
void my_transpose(const float *a, float *t, size_t m, size_t n);

/** Add b (cols) to every row of x (rows, cols). */
void my_add_bias(float *x, const float *b, size_t rows, size_t cols);

/** c (m, n) becomes the product of a (m, k) and b (k, n). */
void my_matmul(const float *a, const float *b, float *c, size_t m, size_t k,
               size_t n);

/** The mean of the n numbers of x, and their standard deviation; n is at
 * least 1. */
void my_mean_std(const float *x, size_t n, float *mean, float *std);

/** The place of element (n, c, h, w) of an array with the lengths dim. */
size_t my_offset4(const size_t dim[4], size_t n, size_t c, size_t h,
                  size_t w);

#endif
