// # The tensor
//
// Vectors, matrices, batches of images: **must each have a type of its own?**
// No. The numbers lie in one row in memory anyway; only the way we count
// through them differs. A tensor is that row and a *shape*.
//
// Six numbers with shape $(2, 3)$ are two rows of three. The element in row
// $i$ and column $j$ stands at place $3i + j$. With shape $(3, 2)$ the same
// six numbers, unmoved, are three rows of two, and the place is $2i + j$. So
// to *reshape* costs nothing: only the formula changes.
#include "tensor/tensor.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "system/threads.h"

// ## Shapes
//
// A shape is a list of lengths that ends with the first 0.
int shape_rank(Shape shape)
{
    int rank = 0;
    while (rank < MAX_RANK && shape.n[rank] > 0) {
        rank++;
    }
    return rank;
}

// The size is the product of the lengths. It is computed in a wider type, so
// that a product too large for an `int` is noticed and does not wrap around.
int shape_size(Shape shape)
{
    long long size = 1;
    int rank = shape_rank(shape);
    CHECK(rank > 0, "a shape needs at least one length, all positive");
    for (int i = 0; i < MAX_RANK; i++) {
        CHECK(i < rank || shape.n[i] == 0, "length %d on axis %d after a 0",
              shape.n[i], i);
        size *= i < rank ? shape.n[i] : 1;
        CHECK(size <= INT_MAX, "a tensor of more than %d numbers", INT_MAX);
    }
    return (int)size;
}

bool shape_equal(Shape a, Shape b)
{
    return memcmp(a.n, b.n, sizeof a.n) == 0;
}

ShapeText shape_text(Shape shape)
{
    ShapeText words = {"("};
    size_t end = 1;
    for (int i = 0; i < shape_rank(shape); i++) {
        end += (size_t)snprintf(words.text + end, sizeof words.text - end,
                                i > 0 ? ", %d" : "%d", shape.n[i]);
    }
    snprintf(words.text + end, sizeof words.text - end, ")");
    return words;
}

// ## Life
//
// A layer sees batches of one size thousands of times, and at the end a
// smaller one. tensor_fit() keeps the memory of the largest: after the first
// step of a training nothing is allocated any more.
Tensor *tensor_fit(Tensor *t, Shape shape)
{
    if (t == NULL) {
        t = allocate(1, sizeof *t);
    }
    CHECK(t->data == NULL || t->capacity > 0,
          "a view cannot be given the shape %s", shape_text(shape).text);
    int size = shape_size(shape);
    if (size > t->capacity) {
        free(t->data);
        t->data = allocate((size_t)size, sizeof *t->data);
        t->capacity = size;
    }
    t->shape = shape;
    t->size = size;
    return t;
}

Tensor *tensor_new(Shape shape) { return tensor_fit(NULL, shape); }

// In C a plain `0.1` is a `double`. What a program writes down, such as weights that it
// knows, is taken as it stands there, and rounded to the library's number type here.
Tensor *tensor_of(Shape shape, const double *numbers)
{
    Tensor *t = tensor_new(shape);
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)numbers[i];
    }
    return t;
}

void tensor_free(Tensor *t)
{
    if (t != NULL) {
        CHECK(t->capacity > 0, "a view is not freed");
        free(t->data);
        free(t);
    }
}

// ## Views
//
// A view has a shape of its own, and looks at numbers that belong to another
// tensor.
Tensor tensor_view(real *data, Shape shape)
{
    return (Tensor){shape, shape_size(shape), 0, data};
}

Tensor tensor_rows(const Tensor *t, int first, int count)
{
    const int rows = t->shape.n[0], width = t->size / rows;
    CHECK(first >= 0 && count > 0 && count <= rows - first,
          "%d rows from row %d on, of %d", count, first, rows);
    Shape shape = t->shape;
    shape.n[0] = count;
    return tensor_view(t->data + (ptrdiff_t)first * width, shape);
}

Tensor tensor_reshaped(const Tensor *t, Shape shape)
{
    CHECK(shape_size(shape) == t->size, "%s cannot be read as %s",
          shape_text(t->shape).text, shape_text(shape).text);
    return tensor_view(t->data, shape);
}

// ## Element by element
//
// *Broadcasting* saves a copy: a row of $D$ numbers is used for each of the
// $N$ rows, as if it stood there $N$ times. The four operations share this
// loop and differ in the one function they pass.
typedef real Operation(real a, real b);

static inline void element_wise(Tensor *y, const Tensor *a, const Tensor *b,
                                Operation *operation)
{
    const int D = a->size / a->shape.n[0];
    CHECK(y->size == a->size, "%s into %s", shape_text(a->shape).text,
          shape_text(y->shape).text);
    CHECK(b->size == a->size || b->size == D, "%s with %s",
          shape_text(a->shape).text, shape_text(b->shape).text);
    for (int start = 0; start < a->size; start += b->size) {
        for (int i = 0; i < b->size; i++) {
            y->data[start + i] = operation(a->data[start + i], b->data[i]);
        }
    }
}

static inline real plus(real a, real b) { return a + b; }
static inline real minus(real a, real b) { return a - b; }
static inline real times(real a, real b) { return a * b; }
static inline real over(real a, real b) { return a / b; }

void tensor_add(Tensor *y, const Tensor *a, const Tensor *b)
{
    element_wise(y, a, b, plus);
}

void tensor_subtract(Tensor *y, const Tensor *a, const Tensor *b)
{
    element_wise(y, a, b, minus);
}

void tensor_multiply(Tensor *y, const Tensor *a, const Tensor *b)
{
    element_wise(y, a, b, times);
}

void tensor_divide(Tensor *y, const Tensor *a, const Tensor *b)
{
    element_wise(y, a, b, over);
}

void tensor_fill(Tensor *t, real value)
{
    for (int i = 0; i < t->size; i++) {
        t->data[i] = value;
    }
}

void tensor_copy(Tensor *y, const Tensor *x)
{
    CHECK(y->size == x->size, "%s into %s", shape_text(x->shape).text,
          shape_text(y->shape).text);
    memmove(y->data, x->data, (size_t)x->size * sizeof *x->data);
}

void tensor_scale(Tensor *y, real c, const Tensor *x)
{
    CHECK(y->size == x->size, "%s into %s", shape_text(x->shape).text,
          shape_text(y->shape).text);
    for (int i = 0; i < x->size; i++) {
        y->data[i] = c * x->data[i];
    }
}

// A step of all weights of a layer is long enough to be shared by two threads.
typedef struct {
    real *y, c;
    const real *x;
} AddScaled;

static void add_scaled(void *context, int first, int end)
{
    const AddScaled *a = context;
    real *y = a->y; /* perhaps x itself */
    for (int i = first; i < end; i++) {
        y[i] += a->c * a->x[i];
    }
}

void tensor_add_scaled(Tensor *y, real c, const Tensor *x)
{
    CHECK(y->size == x->size, "%s onto %s", shape_text(x->shape).text,
          shape_text(y->shape).text);
    in_parts((Job){.count = x->size, .nanoseconds = 0.4 * x->size},
             add_scaled, &(AddScaled){y->data, c, x->data});
}

// ## Along an axis
//
// To sum $x$ of shape $(A, L, B)$ along the middle axis is to walk, for each
// of $A \cdot B$ results, $L$ steps of length $B$. Every case is of this form:
// the axes before the chosen one multiply to $A$, those after it to $B$.
typedef struct {
    int A, L, B;
} Walk;

static Walk walk_along(const Tensor *x, int axis, int results)
{
    Walk w = {1, 0, 1};
    CHECK(axis >= 0 && axis < shape_rank(x->shape), "axis %d of %s", axis,
          shape_text(x->shape).text);
    w.L = x->shape.n[axis];
    for (int i = 0; i < axis; i++) {
        w.A *= x->shape.n[i];
    }
    w.B = x->size / (w.A * w.L);
    CHECK(results < 0 || results == w.A * w.B,
          "%d places for the %d results along axis %d of %s", results,
          w.A * w.B, axis, shape_text(x->shape).text);
    return w;
}

// Row after row is added onto the results, so the inner loop runs over
// neighbours in memory, and each sum is still made in index order.
void tensor_sum(Tensor *y, const Tensor *x, int axis)
{
    const Walk w = walk_along(x, axis, y->size);
    tensor_fill(y, 0);
    for (int a = 0; a < w.A; a++) {
        for (int l = 0; l < w.L; l++) {
            const real *row = x->data + (ptrdiff_t)(a * w.L + l) * w.B;
            for (int b = 0; b < w.B; b++) {
                y->data[a * w.B + b] += row[b];
            }
        }
    }
}

void tensor_mean(Tensor *y, const Tensor *x, int axis)
{
    tensor_sum(y, x, axis);
    tensor_scale(y, 1 / (real)x->shape.n[axis], y);
}

// The largest number is found by its place, so there is one search and not
// two.
static int place_of_largest(const real *x, int count, int step)
{
    int best = 0;
    for (int i = 1; i < count; i++) {
        best = x[(ptrdiff_t)i * step] > x[(ptrdiff_t)best * step] ? i : best;
    }
    return best;
}

void tensor_max(Tensor *y, const Tensor *x, int axis)
{
    const Walk w = walk_along(x, axis, y->size);
    for (int i = 0; i < w.A * w.B; i++) {
        const real *first =
            x->data + (ptrdiff_t)(i / w.B) * w.L * w.B + i % w.B;
        y->data[i] =
            first[(ptrdiff_t)place_of_largest(first, w.L, w.B) * w.B];
    }
}

void tensor_argmax(int *index, const Tensor *x, int axis)
{
    const Walk w = walk_along(x, axis, -1);
    for (int i = 0; i < w.A * w.B; i++) {
        const real *first =
            x->data + (ptrdiff_t)(i / w.B) * w.L * w.B + i % w.B;
        index[i] = place_of_largest(first, w.L, w.B);
    }
}

bool tensor_is_finite(const Tensor *t)
{
    for (int i = 0; i < t->size; i++) {
        if (!isfinite(t->data[i])) {
            return false;
        }
    }
    return true;
}

// To `fmax`, a NaN is a missing number, and the larger of it and 3 is 3. Whoever asks
// how large numbers are wants to know that one of them is none.
real largest_absolute(const real *x, int count)
{
    real largest = 0;
    for (int i = 0; i < count; i++) {
        if (isnan(x[i])) {
            return x[i];
        }
        largest = fmax(largest, fabs(x[i]));
    }
    return largest;
}

// ## Looking at one
//
// Numbers are printed row by row, as one writes a matrix.
void tensor_print(const char *name, const Tensor *t)
{
    const int rank = shape_rank(t->shape);
    const int columns = t->shape.n[rank - 1];
    const int rows = rank > 1 ? t->shape.n[rank - 2] : 1;
    printf("%s %s\n", name, shape_text(t->shape).text);
    for (int i = 0; i < t->size; i++) {
        printf(" %9.4f", (double)t->data[i]);
        if ((i + 1) % columns == 0) {
            putchar('\n');
        }
        if ((i + 1) % (columns * rows) == 0 && i + 1 < t->size) {
            putchar('\n');
        }
    }
}
