/** @file tensor.h
 *  @ingroup ch01
 *  The one array type of this book. A tensor is a block of numbers in one
 *  piece and a shape that says how to read it: the last index moves fastest
 *  ("row-major"). A matrix of shape (N, D) keeps example n in the D numbers
 *  that start at data + n*D.
 *
 *  Rules of use:
 *
 *  - results come first, as in y = f(x): `tensor_add(y, a, b)` is y = a + b;
 *  - the result must have its shape already; only tensor_new() and
 *    tensor_fit() take memory;
 *  - the result may be one of the inputs, except where it says otherwise;
 *  - shapes that do not fit are a bug: the program stops with both shapes. */
#ifndef TENSOR_H
#define TENSOR_H

#include "ground/base.h"

enum { MAX_RANK = 4 /**< no tensor here has more axes: N, C, H, W */ };

/** The lengths along up to four axes; those not used are 0. */
typedef struct {
    int n[MAX_RANK]; /**< n[0] is the longest step in memory */
} Shape;

/** A shape from its lengths: SHAPE(100, 784). */
#define SHAPE(...) ((Shape){{__VA_ARGS__}})

/** A shape in words, "(100, 784)", for messages; see shape_text(). */
typedef struct {
    char text[56]; /**< the words */
} ShapeText;

/** Numbers in one piece, and how to read them. */
typedef struct {
    Shape shape;  /**< the lengths */
    int size;     /**< how many numbers the shape holds: their product */
    int capacity; /**< how many the memory holds; 0: a view, not our memory */
    real *data;   /**< the numbers: owned, or for a view borrowed */
} Tensor;

/** @name Shapes
 *  @{ */

/** How many axes shape has: 2 for a matrix. */
int shape_rank(Shape shape);

/** How many numbers a tensor of this shape holds. Stops if a length is not
 *  positive or the product exceeds an int. */
int shape_size(Shape shape);

/** Whether a and b have the same lengths on the same axes. */
bool shape_equal(Shape a, Shape b);

/** The shape in words; use the result's `.text` at once, in a printf(). */
ShapeText shape_text(Shape shape);

/** @}
 *  @name Life
 *  @{ */

/** A tensor of zeros with this shape. The caller owns it. */
Tensor *tensor_new(Shape shape);

/** A tensor with this shape and these numbers, row by row, each rounded to
 *  real: `tensor_of(SHAPE(2, 2), (double[]){0.1, 0.2, 0.3, 0.4})`. The caller
 *  owns it. */
Tensor *tensor_of(Shape shape, const double *numbers);

/** Give t this shape, taking new memory only if the old is too small; t may
 *  be NULL. Returns the tensor, which the caller owns; its numbers are left
 *  undefined. This is how layers reuse their buffers. */
Tensor *tensor_fit(Tensor *t, Shape shape);

/** Release t and its numbers; NULL is fine. */
void tensor_free(Tensor *t);

/** @}
 *  @name Views: the same numbers, seen otherwise. Never free them.
 *  @{ */

/** The numbers at data, which stay the caller's, as a tensor of this shape. */
Tensor tensor_view(real *data, Shape shape);

/** The count entries of t along axis 0 from first on: rows of a matrix,
 *  images of a batch. */
Tensor tensor_rows(const Tensor *t, int first, int count);

/** The numbers of t in another shape of the same size. Nothing moves. */
Tensor tensor_reshaped(const Tensor *t, Shape shape);

/** @}
 *  @name Element by element
 *  In the four operations b has the size of a, or is one row of it (the size
 *  of a without axis 0), and is then used for every row: *broadcasting*.
 *  @{ */

/** Set every number of t to value. */
void tensor_fill(Tensor *t, real value);

/** y = x; the sizes must agree, the shapes need not. */
void tensor_copy(Tensor *y, const Tensor *x);

/** y = a + b, with broadcasting. */
void tensor_add(Tensor *y, const Tensor *a, const Tensor *b);

/** y = a - b, with broadcasting. */
void tensor_subtract(Tensor *y, const Tensor *a, const Tensor *b);

/** y = a * b, the element-wise product, with broadcasting. */
void tensor_multiply(Tensor *y, const Tensor *a, const Tensor *b);

/** y = a / b, with broadcasting. */
void tensor_divide(Tensor *y, const Tensor *a, const Tensor *b);

/** y = c x for one number c. */
void tensor_scale(Tensor *y, real c, const Tensor *x);

/** y = y + c x: a step of length c along x, which may be y itself. */
void tensor_add_scaled(Tensor *y, real c, const Tensor *x);

/** @}
 *  @name Along an axis
 *  The axis disappears: from x (N, D) axis 0 leaves (D), axis 1 leaves (N).
 *  The result must not be the input.
 *  @{ */

/** y = the sums of x along axis, each added up in index order. */
void tensor_sum(Tensor *y, const Tensor *x, int axis);

/** y = the means of x along axis. */
void tensor_mean(Tensor *y, const Tensor *x, int axis);

/** y = the largest numbers of x along axis. */
void tensor_max(Tensor *y, const Tensor *x, int axis);

/** index = where the largest numbers of x along axis stand (the first of
 *  equals): x (N, D) with axis 1 gives N places in 0 … D-1. */
void tensor_argmax(int *index, const Tensor *x, int axis);

/** @} */

/** Whether every number of t is finite: no infinity, no NaN. */
bool tensor_is_finite(const Tensor *t);

/** The largest |x| among the count numbers at x: 0 for none, and NaN if one of
 *  them is NaN. */
real largest_absolute(const real *x, int count);

/** Print t on stdout under its name and shape: a vector as one line, a matrix
 *  as its rows, and more axes as one matrix after the other. */
void tensor_print(const char *name, const Tensor *t);

#endif
