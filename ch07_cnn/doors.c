// # Six doors
//
// Most operations that take long stand in the library twice: as a definition that one can
// read, and as a fast version. One **door** leads to both. **What would a reader lose who
// built the library from its definitions alone?** Here both are measured side by side, on
// the same numbers, for six of these operations.
#include "doors.h"

#include <stdio.h>
#include <stdlib.h>
#include <tgmath.h>

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
enum { INPUTS = 784, OUTPUTS = 50, RESULTS = 3 };

typedef struct {
    bool plain; /* by the definition */
    Tensor *x, *like_x, *back, *rows, *W, *product, *slope, *b;
    Tensor *mean, *variance, *small;
    int *winners;
    Window window;
    /* of this door: */
    Tensor *results[RESULTS]; /* NULL: not so many */
    int places;               /* so many winners */
} Doors;

static void results(Doors *d, Tensor *first, Tensor *second, Tensor *third)
{
    d->results[0] = first;
    d->results[1] = second;
    d->results[2] = third;
    d->places = 0;
}

static void product(void *doors)
{
    Doors *d = doors;
    if (d->plain) {
        matmul_plain(d->product, matrix_of(d->rows), matrix_of(d->W), d->b);
    } else {
        matmul_add_row(d->product, d->rows, d->W, d->b);
    }
    results(d, d->product, NULL, NULL);
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
    results(d, d->slope, NULL, NULL);
}

static void mean_and_variance(void *doors)
{
    Doors *d = doors;
    (d->plain ? feature_mean_plain : feature_mean)(d->mean, d->x);
    (d->plain ? feature_center_plain : feature_center)(d->like_x, d->variance,
                                                       d->x, d->mean);
    results(d, d->mean, d->like_x, d->variance);
}

static void largest_of_four(void *doors)
{
    Doors *d = doors;
    (d->plain ? max_pool_plain : max_pool)(d->small, d->winners, d->x,
                                           &d->window);
    results(d, d->small, NULL, NULL);
    d->places = d->small->size;
}

static void mean_of_four(void *doors)
{
    Doors *d = doors;
    (d->plain ? window_mean_plain : window_mean)(d->small, d->x, &d->window);
    results(d, d->small, NULL, NULL);
}

static void what_is_positive(void *doors)
{
    Doors *d = doors;
    (d->plain ? relu_plain : relu_all)(d->like_x, d->x);
    (d->plain ? relu_back_plain : relu_back)(d->back, d->like_x, d->x);
    results(d, d->like_x, d->back, NULL);
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

// After each, its results are compared with those of the definition: all that the door
// gives, and for the largest of four also which of them that is. Before, nothing of them
// is left where they stand.
typedef struct {
    Tensor *results[RESULTS];
    int *winners;
} Kept;

static Kept keep(const Doors *d)
{
    Kept kept = {.winners =
                     allocate((size_t)d->places, sizeof *kept.winners)};
    for (int i = 0; i < RESULTS && d->results[i] != NULL; i++) {
        kept.results[i] = tensor_new(d->results[i]->shape);
        tensor_copy(kept.results[i], d->results[i]);
    }
    for (int i = 0; i < d->places; i++) {
        kept.winners[i] = d->winners[i];
    }
    return kept;
}

static void kept_clear(Kept *kept)
{
    for (int i = 0; i < RESULTS; i++) {
        tensor_free(kept->results[i]);
    }
    free(kept->winners);
}

static void blank(Doors *d)
{
    for (int i = 0; i < RESULTS && d->results[i] != NULL; i++) {
        tensor_fill(d->results[i], NAN);
    }
    for (int i = 0; i < d->places; i++) {
        d->winners[i] = -1;
    }
}

static bool is_kept(const Doors *d, const Kept *kept)
{
    bool same = true;
    for (int i = 0; i < RESULTS && d->results[i] != NULL; i++) {
        same = same && gradient_error(d->results[i], kept->results[i]) < 1e-4;
    }
    for (int i = 0; i < d->places; i++) {
        same = same && d->winners[i] == kept->winners[i];
    }
    return same;
}

static double milliseconds(Doors *d, int door, bool plain, int threads)
{
    d->plain = plain;
    threads_use(threads);
    return 1e3 * timing_best(all[door].run, d, TIMES);
}

static bool measure_door(Doors *d, int door, int threads)
{
    const double plain = milliseconds(d, door, true, 1);
    Kept expected = keep(d);
    blank(d);
    const double one = milliseconds(d, door, false, 1);
    bool same = is_kept(d, &expected);
    blank(d);
    const double many = milliseconds(d, door, false, threads);
    same = is_kept(d, &expected) && same;
    printf("%-24s %s %s %s %s\n", all[door].name,
           timing_text(plain, 10, 3).text, timing_text(one, 10, 3).text,
           timing_text(many, 10, 3).text,
           timing_text(plain / many, 8, 1).text);
    kept_clear(&expected);
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
