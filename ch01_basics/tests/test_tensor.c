#include <criterion/criterion.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "tensor/tensor.h"

/* A tensor with the numbers 1, 2, 3, ... */
static Tensor *counted(Shape shape)
{
    Tensor *t = tensor_new(shape);
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)(i + 1);
    }
    return t;
}

static Tensor *random_tensor(Shape shape, uint64_t seed)
{
    Rng rng = rng_new(seed);
    Tensor *t = tensor_new(shape);
    fill_normal(t, &rng);
    return t;
}

static void expect_numbers(const Tensor *t, const real *want,
                           const char *what)
{
    for (int i = 0; i < t->size; i++) {
        cr_assert(t->data[i] == want[i], "%s, number %d: %.9g, not %.9g",
                  what, i, (double)t->data[i], (double)want[i]);
    }
}

/* -- shapes ----------------------------------------------------------------- */

Test(tensor, rank_size_and_words_of_a_shape)
{
    const struct {
        Shape shape;
        int rank, size;
        const char *words;
    } known[] = {
        {SHAPE(7), 1, 7, "(7)"},
        {SHAPE(2, 3), 2, 6, "(2, 3)"},
        {SHAPE(2, 3, 5), 3, 30, "(2, 3, 5)"},
        {SHAPE(5, 3, 2, 7), 4, 210, "(5, 3, 2, 7)"},
        {SHAPE(INT_MAX), 1, INT_MAX, "(2147483647)"},
        {SHAPE(1, 1, 1, INT_MAX), 4, INT_MAX, "(1, 1, 1, 2147483647)"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const Shape shape = known[i].shape;
        cr_assert(shape_rank(shape) == known[i].rank, "%s has rank %d",
                  known[i].words, shape_rank(shape));
        cr_assert(shape_size(shape) == known[i].size, "%s has %d numbers",
                  known[i].words, shape_size(shape));
        cr_assert_str_eq(shape_text(shape).text, known[i].words, "%s is %s",
                         known[i].words, shape_text(shape).text);
    }
}

Test(tensor, the_longest_shape_fits_its_words)
{
    const Shape shape = SHAPE(INT_MAX, INT_MAX, INT_MAX, INT_MAX);
    cr_assert_str_eq(shape_text(shape).text,
                     "(2147483647, 2147483647, 2147483647, 2147483647)", "%s",
                     shape_text(shape).text);
}

Test(tensor, shapes_are_equal_when_every_axis_is)
{
    const Shape shape = SHAPE(2, 3, 4, 5);
    cr_assert(shape_equal(shape, SHAPE(2, 3, 4, 5)), "equal ones differ");
    for (int axis = 0; axis < MAX_RANK; axis++) {
        Shape other = shape;
        other.n[axis]++;
        cr_assert(!shape_equal(shape, other), "axis %d is not compared",
                  axis);
    }
    cr_assert(!shape_equal(SHAPE(6), SHAPE(6, 1)), "(6) equals (6, 1)");
}

static void measure(void *context) { shape_size(*(const Shape *)context); }

Test(tensor, impossible_shapes_stop)
{
    struct {
        Shape shape;
        const char *words;
    } known[] = {
        {SHAPE(0), "at least one length"},
        {SHAPE(-1), "at least one length"},
        {SHAPE(0, 3), "at least one length"},
        {SHAPE(2, 0, 3), "length 3 on axis 2 after a 0"},
        {SHAPE(2, -3), "length -3 on axis 1"},
        {SHAPE(65536, 32768), "more than 2147483647 numbers"},
        {SHAPE(65536, 65536), "more than 2147483647 numbers"},
        {SHAPE(INT_MAX, INT_MAX, INT_MAX, INT_MAX), "more than 2147483647"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        expect_stop(measure, &known[i].shape, known[i].words);
    }
}

/* -- life ------------------------------------------------------------------- */

Test(tensor, a_new_tensor_is_zero_and_has_its_shape)
{
    Tensor *t = tensor_new(SHAPE(5, 3, 2, 7));
    cr_assert(shape_equal(t->shape, SHAPE(5, 3, 2, 7)), "its shape is %s",
              shape_text(t->shape).text);
    cr_assert(t->size == 210, "it holds %d numbers", t->size);
    for (int i = 0; i < t->size; i++) {
        cr_assert(t->data[i] == 0, "number %d is %g", i, (double)t->data[i]);
    }
    tensor_free(t);
    tensor_free(NULL);
    t = tensor_of(SHAPE(2, 2), (double[]){0.1, 0.2, 0.3, 0.4});
    cr_assert(shape_equal(t->shape, SHAPE(2, 2)), "another shape");
    expect_numbers(t, (real[]){(real)0.1, (real)0.2, (real)0.3, (real)0.4},
                   "written");
    tensor_free(t);
}

Test(tensor, fit_keeps_the_memory_of_the_largest)
{
    Tensor *t = tensor_fit(NULL, SHAPE(10, 3));
    Tensor *const first = t;
    const real *const memory = t->data;
    const Shape shapes[] = {SHAPE(7, 3), SHAPE(30), SHAPE(1), SHAPE(5, 2, 3)};
    for (int i = 0; i < 4; i++) {
        t = tensor_fit(t, shapes[i]);
        cr_assert(t == first && t->data == memory, "%s took new memory",
                  shape_text(shapes[i]).text);
        cr_assert(shape_equal(t->shape, shapes[i]), "the shape is %s, not %s",
                  shape_text(t->shape).text, shape_text(shapes[i]).text);
        cr_assert(t->size == shape_size(shapes[i]), "%d numbers", t->size);
    }
    t = tensor_fit(t, SHAPE(31));
    cr_assert(t == first && t->capacity == 31, "capacity %d", t->capacity);
    tensor_fill(t, 1); /* every place can be written */
    tensor_free(t);
}

static void fit_view(void *context)
{
    Tensor view = tensor_view(context, SHAPE(2));
    tensor_fit(&view, SHAPE(1, 2));
}

static void free_view(void *context)
{
    Tensor view = tensor_view(context, SHAPE(2));
    tensor_free(&view);
}

Test(tensor, a_view_is_neither_fitted_nor_freed)
{
    real numbers[2] = {1, 2};
    expect_stop(fit_view, numbers, "a view cannot be given the shape (1, 2)");
    expect_stop(free_view, numbers, "a view is not freed");
}

/* -- views ------------------------------------------------------------------ */

Test(tensor, rows_are_the_same_numbers_in_place)
{
    const Shape shapes[] = {SHAPE(5), SHAPE(5, 3), SHAPE(5, 3, 2, 7)};
    for (int i = 0; i < 3; i++) {
        Tensor *t = counted(shapes[i]);
        const int width = t->size / 5;
        for (int count = 1; count <= 3; count++) {
            const Tensor rows = tensor_rows(t, 2, count);
            Shape want = shapes[i];
            want.n[0] = count;
            cr_assert(shape_equal(rows.shape, want) &&
                          rows.size == count * width,
                      "%d rows of %s are %s with %d numbers", count,
                      shape_text(shapes[i]).text, shape_text(rows.shape).text,
                      rows.size);
            cr_assert(rows.data == t->data + 2 * width, "they start at %d",
                      (int)(rows.data - t->data));
        }
        tensor_free(t);
    }
}

Test(tensor, a_reshaped_tensor_is_the_same_numbers)
{
    Tensor *t = counted(SHAPE(2, 3, 5));
    const Tensor flat = tensor_reshaped(t, SHAPE(6, 5));
    cr_assert(shape_equal(flat.shape, SHAPE(6, 5)) && flat.data == t->data,
              "it is %s", shape_text(flat.shape).text);
    flat.data[4 * 5 + 1] = 77; /* row 4 is row 1 of block 1 */
    cr_assert(t->data[(1 * 3 + 1) * 5 + 1] == 77, "a number moved");
    tensor_free(t);
}

static void take_rows(void *context)
{
    const int *range = context;
    Tensor *t = counted(SHAPE(5, 3));
    tensor_rows(t, range[0], range[1]);
}

static void reshape_wrongly(void *context)
{
    (void)context;
    Tensor *t = counted(SHAPE(2, 3));
    tensor_reshaped(t, SHAPE(4, 2));
}

Test(tensor, views_outside_the_tensor_stop)
{
    int ranges[][2] = {{0, 6}, {5, 1}, {4, 2}, {-1, 2}, {2, 0}, {2, INT_MAX}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        char want[64];
        snprintf(want, sizeof want, "%d rows from row %d on, of 5",
                 ranges[i][1], ranges[i][0]);
        expect_stop(take_rows, ranges[i], want);
    }
    expect_stop(reshape_wrongly, NULL, "(2, 3) cannot be read as (4, 2)");
}

/* -- element by element ------------------------------------------------------ */

typedef void Operation(Tensor *y, const Tensor *a, const Tensor *b);

static const struct {
    const char *name;
    Operation *apply;
} operations[] = {
    {"a + b", tensor_add},
    {"a - b", tensor_subtract},
    {"a * b", tensor_multiply},
    {"a / b", tensor_divide},
};

static real by_hand(int operation, real a, real b)
{
    const real results[] = {a + b, a - b, a * b, a / b};
    return results[operation];
}

/* y = a op b, into a tensor of its own or into one of the inputs. */
static void expect_operation(int operation, Shape shape, Shape row)
{
    for (int place = 0; place < 3; place++) {
        Tensor *a = random_tensor(shape, 1), *b = random_tensor(row, 2);
        Tensor *y = place == 0 ? tensor_new(shape) : place == 1 ? a : b;
        Tensor *want = tensor_new(shape);
        for (int i = 0; i < want->size; i++) {
            want->data[i] =
                by_hand(operation, a->data[i], b->data[i % b->size]);
        }
        if (y->size == a->size) {
            operations[operation].apply(y, a, b);
            expect_numbers(y, want->data, operations[operation].name);
        }
        if (place == 0) {
            tensor_free(y);
        }
        tensor_free(a);
        tensor_free(b);
        tensor_free(want);
    }
}

Test(tensor, four_operations_work_number_by_number)
{
    for (int i = 0; i < 4; i++) {
        expect_operation(i, SHAPE(7), SHAPE(7));
        expect_operation(i, SHAPE(3, 5), SHAPE(3, 5));
        expect_operation(i, SHAPE(3, 5), SHAPE(15));
        expect_operation(i, SHAPE(2, 3, 5, 7), SHAPE(2, 3, 5, 7));
    }
}

Test(tensor, a_row_is_broadcast_over_all_rows)
{
    for (int i = 0; i < 4; i++) {
        expect_operation(i, SHAPE(3, 5), SHAPE(5));
        expect_operation(i, SHAPE(3, 5), SHAPE(1, 5));
        expect_operation(i, SHAPE(1, 5), SHAPE(5));
        expect_operation(i, SHAPE(4), SHAPE(1));
        expect_operation(i, SHAPE(2, 3, 5, 7), SHAPE(3, 5, 7));
    }
}

Test(tensor, broadcasting_shows_in_numbers)
{
    Tensor *a = counted(SHAPE(2, 3)), *b = tensor_new(SHAPE(3));
    const real row[] = {10, 20, 30}, want[] = {11, 22, 33, 14, 25, 36};
    memcpy(b->data, row, sizeof row);
    tensor_add(a, a, b);
    expect_numbers(a, want, "a + row");
    tensor_free(a);
    tensor_free(b);
}

typedef struct {
    Operation *apply;
    Shape y, a, b;
} Misfit;

static void apply_misfit(void *context)
{
    const Misfit *m = context;
    m->apply(tensor_new(m->y), tensor_new(m->a), tensor_new(m->b));
}

Test(tensor, operations_on_other_shapes_stop_with_both)
{
    for (int i = 0; i < 4; i++) {
        Operation *apply = operations[i].apply;
        struct {
            Misfit misfit;
            const char *words;
        } known[] = {
            {{apply, SHAPE(2, 3), SHAPE(2, 3), SHAPE(2)}, "(2, 3) with (2)"},
            {{apply, SHAPE(2, 3), SHAPE(2, 3), SHAPE(1)}, "(2, 3) with (1)"},
            {{apply, SHAPE(3), SHAPE(3), SHAPE(2, 3)}, "(3) with (2, 3)"},
            {{apply, SHAPE(3, 3), SHAPE(2, 3), SHAPE(3)},
             "(2, 3) into (3, 3)"},
            {{apply, SHAPE(3), SHAPE(2, 3), SHAPE(2, 3)}, "(2, 3) into (3)"},
        };
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            expect_stop(apply_misfit, &known[k].misfit, known[k].words);
        }
    }
}

Test(tensor, fill_copy_scale_and_add_scaled)
{
    Tensor *x = counted(SHAPE(2, 3)), *y = tensor_new(SHAPE(3, 2));
    const real filled[] = {7, 7, 7, 7, 7, 7}, copied[] = {1, 2, 3, 4, 5, 6},
               scaled[] = {-2, -4, -6, -8, -10, -12},
               added[] = {-1.5, -3, -4.5, -6, -7.5, -9};
    tensor_fill(y, 7);
    expect_numbers(y, filled, "fill");
    tensor_copy(y, x);
    expect_numbers(y, copied, "copy");
    cr_assert(shape_equal(y->shape, SHAPE(3, 2)), "the copy took the shape");
    tensor_scale(y, -2, x);
    expect_numbers(y, scaled, "scale");
    tensor_add_scaled(y, 0.5, x);
    expect_numbers(y, added, "add scaled");
    expect_numbers(x, copied, "the input");
    tensor_scale(x, -2, x);
    expect_numbers(x, scaled, "scale in place");
    tensor_add_scaled(x, -0.25, x);
    expect_numbers(x, added, "add scaled to itself");
    tensor_free(x);
    tensor_free(y);
}

Test(tensor, rows_may_be_copied_onto_their_neighbours)
{
    Tensor *t = counted(SHAPE(4, 2));
    const real want[] = {1, 2, 1, 2, 3, 4, 5, 6};
    Tensor from = tensor_rows(t, 0, 3), to = tensor_rows(t, 1, 3);
    tensor_copy(&to, &from);
    expect_numbers(t, want, "rows moved down by one");
    tensor_free(t);
}

static void scale_operands(Tensor *y, const Tensor *a, const Tensor *b)
{
    (void)b;
    tensor_scale(y, 2, a);
}

static void add_scaled_operands(Tensor *y, const Tensor *a, const Tensor *b)
{
    (void)b;
    tensor_add_scaled(y, 2, a);
}

static void copy_operands(Tensor *y, const Tensor *a, const Tensor *b)
{
    (void)b;
    tensor_copy(y, a);
}

Test(tensor, copies_and_steps_of_another_size_stop_with_both_shapes)
{
    Misfit scale = {scale_operands, SHAPE(3), SHAPE(2, 3), SHAPE(1)};
    Misfit copy = {copy_operands, SHAPE(2, 4), SHAPE(2, 3), SHAPE(1)};
    Misfit step = {add_scaled_operands, SHAPE(5), SHAPE(2, 3), SHAPE(1)};
    expect_stop(apply_misfit, &scale, "(2, 3) into (3)");
    expect_stop(apply_misfit, &copy, "(2, 3) into (2, 4)");
    expect_stop(apply_misfit, &step, "(2, 3) onto (5)");
}

/* -- along an axis ----------------------------------------------------------- */

/* The place of element (i[0], i[1], ...) by the definition of row-major. */
static int place_of(Shape shape, const int *i)
{
    int place = 0;
    for (int axis = 0; axis < shape_rank(shape); axis++) {
        place = place * shape.n[axis] + i[axis];
    }
    return place;
}

typedef struct {
    double sum;
    real largest;
    int where;
} Reduced;

/* The numbers of x along axis through the element i, whose place on that axis
 * does not matter. */
static Reduced reduce_by_hand(const Tensor *x, int axis, const int *i)
{
    int at[MAX_RANK];
    Reduced r = {0, -INFINITY, -1};
    memcpy(at, i, sizeof at);
    for (at[axis] = 0; at[axis] < x->shape.n[axis]; at[axis]++) {
        const real value = x->data[place_of(x->shape, at)];
        r.sum += (double)value;
        if (value > r.largest) {
            r.largest = value;
            r.where = at[axis];
        }
    }
    return r;
}

static Shape without(Shape shape, int axis)
{
    const int rank = shape_rank(shape);
    Shape rest = {{0}};
    for (int i = 0, k = 0; i < rank; i++) {
        if (i != axis) {
            rest.n[k++] = shape.n[i];
        }
    }
    return rank == 1 ? SHAPE(1) : rest;
}

static void expect_reductions(const Tensor *x, int axis)
{
    const Shape rest = without(x->shape, axis);
    Tensor *sum = tensor_new(rest), *mean = tensor_new(rest),
           *max = tensor_new(rest);
    int *argmax = allocate((size_t)sum->size, sizeof *argmax), result = 0;
    tensor_fill(sum, 99); /* what was there must not count */
    tensor_sum(sum, x, axis);
    tensor_mean(mean, x, axis);
    tensor_max(max, x, axis);
    tensor_argmax(argmax, x, axis);
    for (int place = 0; place < x->size; place++) {
        int i[MAX_RANK] = {0}, left = place;
        for (int k = shape_rank(x->shape) - 1; k >= 0; k--) {
            i[k] = left % x->shape.n[k];
            left /= x->shape.n[k];
        }
        if (i[axis] != 0) {
            continue;
        }
        const Reduced want = reduce_by_hand(x, axis, i);
        const real want_sum = (real)want.sum,
                   want_mean = (real)(want.sum / x->shape.n[axis]);
        const double allowed = TOLERANCE(1e-5, 1e-13);
        expect_near(&sum->data[result], &want_sum, 1, allowed, allowed);
        expect_near(&mean->data[result], &want_mean, 1, allowed, allowed);
        cr_assert(max->data[result] == want.largest,
                  "max of %s along %d, result %d: %g, not %g",
                  shape_text(x->shape).text, axis, result,
                  (double)max->data[result], (double)want.largest);
        cr_assert(argmax[result] == want.where,
                  "argmax of %s along %d, result %d: %d, not %d",
                  shape_text(x->shape).text, axis, result, argmax[result],
                  want.where);
        result++;
    }
    cr_assert(result == sum->size, "%d results, not %d", sum->size, result);
    tensor_free(sum);
    tensor_free(mean);
    tensor_free(max);
    free(argmax);
}

Test(tensor, reductions_along_every_axis)
{
    const Shape shapes[] = {
        SHAPE(1),    SHAPE(7),       SHAPE(3, 5),       SHAPE(1, 4),
        SHAPE(5, 1), SHAPE(4, 3, 2), SHAPE(5, 3, 2, 7), SHAPE(2, 7, 5, 3)};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        Tensor *x = random_tensor(shapes[i], i);
        for (int axis = 0; axis < shape_rank(shapes[i]); axis++) {
            expect_reductions(x, axis);
        }
        tensor_free(x);
    }
}

Test(tensor, reductions_of_negative_numbers)
{
    Tensor *x = random_tensor(SHAPE(3, 4), 1), *shift = tensor_new(SHAPE(4));
    tensor_fill(shift, -50);
    tensor_add(x, x, shift);
    expect_reductions(x, 0);
    expect_reductions(x, 1);
    tensor_free(x);
    tensor_free(shift);
}

/* 1 is lost in the large number, and is lost again unless it comes last. */
Test(tensor, sums_are_made_in_index_order)
{
    const real large = (real)TOLERANCE(0x1p30, 0x1p60);
    real numbers[] = {1, large, -large, large, -large, 1};
    const real want[] = {0, 1};
    const Tensor along_rows = tensor_view(numbers, SHAPE(2, 3));
    Tensor *y = tensor_new(SHAPE(2));
    tensor_sum(y, &along_rows, 1);
    expect_numbers(y, want, "rows");
    real turned[] = {1, large, large, -large, -large, 1};
    const Tensor down_columns = tensor_view(turned, SHAPE(3, 2));
    tensor_sum(y, &down_columns, 0);
    expect_numbers(y, want, "columns");
    tensor_free(y);
}

Test(tensor, argmax_takes_the_first_of_equals)
{
    real numbers[] = {2, 5, 5, 1, /**/ 3, 3, 3, 3, /**/ -1, -2, -1, -1};
    const Tensor x = tensor_view(numbers, SHAPE(3, 4));
    int places[4];
    tensor_argmax(places, &x, 1);
    cr_assert(places[0] == 1 && places[1] == 0 && places[2] == 0,
              "along rows: %d %d %d", places[0], places[1], places[2]);
    tensor_argmax(places, &x, 0);
    cr_assert(places[0] == 1 && places[1] == 0 && places[2] == 0 &&
                  places[3] == 1,
              "down columns: %d %d %d %d", places[0], places[1], places[2],
              places[3]);
}

typedef struct {
    void (*reduce)(Tensor *y, const Tensor *x, int axis);
    int axis;
    Shape y;
} Reduction;

static void reduce_misfit(void *context)
{
    const Reduction *r = context;
    r->reduce(tensor_new(r->y), tensor_new(SHAPE(2, 3, 4)), r->axis);
}

static void argmax_misfit(void *context)
{
    int places[12];
    tensor_argmax(places, tensor_new(SHAPE(2, 3)), *(const int *)context);
}

Test(tensor, reductions_along_no_axis_or_into_another_size_stop)
{
    void (*const reduce[])(Tensor *, const Tensor *,
                           int) = {tensor_sum, tensor_mean, tensor_max};
    for (int i = 0; i < 3; i++) {
        Reduction negative = {reduce[i], -1, SHAPE(12)},
                  beyond = {reduce[i], 3, SHAPE(12)},
                  size = {reduce[i], 1, SHAPE(2, 3)};
        expect_stop(reduce_misfit, &negative, "axis -1 of (2, 3, 4)");
        expect_stop(reduce_misfit, &beyond, "axis 3 of (2, 3, 4)");
        expect_stop(reduce_misfit, &size,
                    "6 places for the 8 results along axis 1 of (2, 3, 4)");
    }
    int axis = 2;
    expect_stop(argmax_misfit, &axis, "axis 2 of (2, 3)");
}

/* -- the rest ----------------------------------------------------------------- */

Test(tensor, one_number_that_is_not_finite_is_found_anywhere)
{
    const real bad[] = {(real)NAN, (real)INFINITY, -(real)INFINITY};
    Tensor *t = counted(SHAPE(3, 7));
    t->data[0] = (real)TOLERANCE(3e38, 1e308); /* large, but finite */
    cr_assert(tensor_is_finite(t), "finite numbers are not");
    cr_assert(largest_absolute(t->data, t->size) == t->data[0]);
    for (int i = 0; i < t->size; i++) {
        for (int k = 0; k < 3; k++) {
            const real good = t->data[i];
            t->data[i] = bad[k];
            cr_assert(!tensor_is_finite(t), "%g at %d was not seen",
                      (double)bad[k], i);
            const real largest = largest_absolute(t->data, t->size);
            cr_assert(isnan(bad[k]) ? isnan(largest) : isinf(largest),
                      "with %g at %d the largest is %g", (double)bad[k], i,
                      (double)largest);
            t->data[i] = good;
        }
    }
    tensor_free(t);
}

Test(tensor, a_large_negative_number_is_the_largest_without_its_sign)
{
    const real x[] = {1, -7, 3, 5};
    const real want[] = {0, 1, 7, 7, 7};
    for (int count = 0; count <= 4; count++) {
        const real largest = largest_absolute(x, count);
        cr_assert(largest == want[count], "of %d: %g", count,
                  (double)largest);
    }
}

static void print_tensor(void *context) { tensor_print("x", context); }

Test(tensor, print_shows_rows_and_blocks)
{
    const struct {
        Shape shape;
        const char *text;
    } known[] = {
        {SHAPE(3), "x (3)\n    1.0000    2.0000    3.0000\n"},
        {SHAPE(2, 3), "x (2, 3)\n    1.0000    2.0000    3.0000\n"
                      "    4.0000    5.0000    6.0000\n"},
        {SHAPE(2, 2, 1), "x (2, 2, 1)\n    1.0000\n    2.0000\n\n"
                         "    3.0000\n    4.0000\n"},
        {SHAPE(3, 1, 1),
         "x (3, 1, 1)\n    1.0000\n\n    2.0000\n\n    3.0000\n"},
        {SHAPE(1, 2, 1, 2), "x (1, 2, 1, 2)\n    1.0000    2.0000\n\n"
                            "    3.0000    4.0000\n"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        Tensor *t = counted(known[i].shape);
        Outcome o = run_function(print_tensor, t);
        cr_assert_str_eq(o.out, known[i].text, "printed:\n%s", o.out);
        outcome_clear(&o);
        tensor_free(t);
    }
}

Test(tensor, print_rounds_to_four_digits)
{
    real numbers[] = {(real)-0.12346, 1234.5, (real)INFINITY};
    Tensor t = tensor_view(numbers, SHAPE(3));
    Outcome o = run_function(print_tensor, &t);
    cr_assert_str_eq(o.out, "x (3)\n   -0.1235 1234.5000       inf\n",
                     "printed:\n%s", o.out);
    outcome_clear(&o);
}
