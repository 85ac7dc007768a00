// # Every door
//
// Each operation of the library stands in it twice: as a definition that one can read,
// and as a fast version. One **door** leads to both. **What would a reader lose who built
// the library from its definitions alone?** Here both are measured side by side, on the
// same numbers.
#include "doors.h"

#include <stdio.h>
#include <stdlib.h>

#include "ground/rng.h"
#include "ground/timing.h"
#include "math/activation.h"
#include "math/feature.h"
#include "math/gradient.h"
#include "math/matmul.h"
#include "math/pool.h"
#include "math/window_mean.h"
#include "system/threads.h"

// ## What is computed
//
// The images of [why_fast](why_fast.c) serve all operations. For the matrix product,
// the first channel of each counts as a row of 784 numbers, and a layer of 50
// neurons gets them.
enum { INPUTS = 784, OUTPUTS = 50, RESULTS = 2 };

typedef struct {
    bool plain; /* by the definition */
    Tensor *x, *like_x, *back, *rows, *W, *product, *slope, *b;
    Tensor *mean, *variance, *small;
    int *winners;
    Window window;
    const Tensor *results[RESULTS]; /* the second may be NULL */
} Doors;

static void product(void *doors)
{
    Doors *d = doors;
    if (d->plain) {
        matmul_plain(d->product, matrix_of(d->rows), matrix_of(d->W), d->b);
    } else {
        matmul_add_row(d->product, d->rows, d->W, d->b);
    }
    d->results[0] = d->product;
}

static void turned_product(void *doors)
{
    Doors *d = doors;
    if (d->plain) {
        matmul_plain(d->slope, matrix_turned(d->rows), matrix_of(d->product),
                     NULL);
    } else {
        matmul_tn(d->slope, d->rows, d->product);
    }
    d->results[0] = d->slope;
}

static void mean_and_variance(void *doors)
{
    Doors *d = doors;
    (d->plain ? feature_mean_plain : feature_mean)(d->mean, d->x);
    (d->plain ? feature_center_plain : feature_center)(d->like_x, d->variance,
                                                       d->x, d->mean);
    d->results[0] = d->mean;
    d->results[1] = d->variance;
}

static void largest_of_four(void *doors)
{
    Doors *d = doors;
    (d->plain ? max_pool_plain : max_pool)(d->small, d->winners, d->x,
                                           &d->window);
    d->results[0] = d->small;
}

static void mean_of_four(void *doors)
{
    Doors *d = doors;
    (d->plain ? window_mean_plain : window_mean)(d->small, d->x, &d->window);
    d->results[0] = d->small;
}

static void what_is_positive(void *doors)
{
    Doors *d = doors;
    (d->plain ? relu_plain : relu_all)(d->like_x, d->x);
    (d->plain ? relu_back_plain : relu_back)(d->back, d->like_x, d->x);
    d->results[0] = d->like_x;
    d->results[1] = d->back;
}

static const struct {
    const char *name;
    void (*run)(void *doors);
} all[] = {{"matrix product", product},
           {"the same, turned", turned_product},
           {"mean and variance", mean_and_variance},
           {"largest of four", largest_of_four},
           {"mean of four", mean_of_four},
           {"ReLU and its slope", what_is_positive}};

// ## The measurement
//
// Three ways for each: by the definition, which knows nothing of threads; fast on one
// thread; fast on all. The fastest of five runs counts.
enum { TIMES = 5 };

static double milliseconds(Doors *d, int door, bool plain, int threads)
{
    d->plain = plain;
    threads_use(threads);
    return 1e3 * timing_best(all[door].run, d, TIMES);
}

static bool agrees(const Doors *d, Tensor *const *expected)
{
    bool same = true;
    for (int i = 0; i < RESULTS && d->results[i] != NULL; i++) {
        same = same && gradient_error(d->results[i], expected[i]) < 1e-4;
    }
    return same;
}

static bool measure_door(Doors *d, int door, int threads)
{
    Tensor *expected[RESULTS] = {NULL};
    d->results[1] = NULL;
    const double plain = milliseconds(d, door, true, 1);
    for (int i = 0; i < RESULTS && d->results[i] != NULL; i++) {
        expected[i] = tensor_new(d->results[i]->shape);
        tensor_copy(expected[i], d->results[i]);
    }
    const double one = milliseconds(d, door, false, 1);
    bool same = agrees(d, expected);
    const double many = milliseconds(d, door, false, threads);
    same = same && agrees(d, expected);
    printf("%-24s %s %s %s %s\n", all[door].name,
           timing_text(plain, 10, 3).text, timing_text(one, 10, 3).text,
           timing_text(many, 10, 3).text,
           timing_text(plain / many, 8, 1).text);
    for (int i = 0; i < RESULTS; i++) {
        tensor_free(expected[i]);
    }
    return same;
}

static Doors doors_new(const Tensor *x)
{
    const int N = x->shape.n[0], C = x->shape.n[1];
    Doors d = {.x = tensor_new(x->shape),
               .like_x = tensor_new(x->shape),
               .back = tensor_new(x->shape),
               .rows = tensor_new(SHAPE(N, INPUTS)),
               .W = tensor_new(SHAPE(INPUTS, OUTPUTS)),
               .product = tensor_new(SHAPE(N, OUTPUTS)),
               .slope = tensor_new(SHAPE(INPUTS, OUTPUTS)),
               .b = tensor_new(SHAPE(OUTPUTS)),
               .mean = tensor_new(SHAPE(C)),
               .variance = tensor_new(SHAPE(C)),
               .window = window_square(2, 2, 0)};
    d.small = tensor_new(window_output(&d.window, x->shape, C));
    d.winners = allocate((size_t)d.small->size, sizeof *d.winners);
    tensor_copy(d.x, x);
    for (int i = 0; i < d.rows->size; i++) {
        d.rows->data[i] = x->data[i / INPUTS * C * INPUTS + i % INPUTS];
    }
    Rng rng = rng_new(1);
    for (int i = 0; i < d.W->size; i++) {
        d.W->data[i] = rng_normal(&rng);
    }
    return d;
}

static void doors_clear(Doors *d)
{
    Tensor *const owned[] = {d->x,    d->like_x,   d->back,  d->rows,
                             d->W,    d->product,  d->slope, d->b,
                             d->mean, d->variance, d->small};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        tensor_free(owned[i]);
    }
    free(d->winners);
}

bool doors_measure(const Tensor *x, int threads)
{
    Doors d = doors_new(x);
    bool same = true;
    printf("%-24s %10s %10s %10s %8s\n", "door", "definition", "one thread",
           "all", "times");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        same = measure_door(&d, (int)i, threads) && same;
    }
    doors_clear(&d);
    return same;
}
