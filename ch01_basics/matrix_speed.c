// # The order of the loops
//
// Nearly all the time of a network goes into matrix products. The definition
// is three loops, and their order is free, because the same products are added
// up in any order. **Why is one order many times faster than another?**
//
// *Predict first.* Two matrices of $512 \times 512$ need $512^3$, about 134
// million, multiplications in each order. By what factor do the fastest and the
// slowest order differ: 1.1, 3, or more than 10?
//
// *Answer.* More than 10 on most computers. In the last row of the table
// compare the smallest and the largest of the first three numbers:
// {run: 512 x 512}.
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "ground/rng.h"
#include "ground/timing.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

enum { WAYS = 4, SMALLEST = 32, SIZES = 6 };

// ## Three orders
//
// Each number of the product is a row of $a$ times a column of $b$: multiply in
// pairs, add up. From the row $(1, 2)$ and the column $(5, 7)$ comes
// $1 \cdot 5 + 2 \cdot 7 = 19$. ([Chapter 3](../ch03_network/matrix_product.c)
// says what a network needs it for.) In letters:
//
// $$ c_{ij} = \sum_k a_{ik}\, b_{kj} $$
//
// All three matrices are $n \times n$, and lie row by row in memory. The name
// of an order lists the loops from the outside to the inside. What matters is
// the *inner* loop: where is its next number?
//
// In the order $ijk$ the inner loop walks along a row of $a$, one number after
// the other, and down a column of $b$: each number is $n$ places after the one
// before.
static void order_ijk(Tensor *c, const Tensor *a, const Tensor *b)
{
    const int n = c->shape.n[0];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            real sum = 0;
            for (int k = 0; k < n; k++) {
                sum += a->data[i * n + k] * b->data[k * n + j];
            }
            c->data[i * n + j] = sum;
        }
    }
}

// In $ikj$ one number of $a$ is held, and the inner loop walks along a row of
// $b$ and a row of $c$: every step goes to the next number.
static void order_ikj(Tensor *c, const Tensor *a, const Tensor *b)
{
    const int n = c->shape.n[0];
    tensor_fill(c, 0);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
            const real held = a->data[i * n + k];
            for (int j = 0; j < n; j++) {
                c->data[i * n + j] += held * b->data[k * n + j];
            }
        }
    }
}

// In $jki$ it walks down a column of $a$ and a column of $c$: both step over
// $n$ numbers each time.
static void order_jki(Tensor *c, const Tensor *a, const Tensor *b)
{
    const int n = c->shape.n[0];
    tensor_fill(c, 0);
    for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
            const real held = b->data[k * n + j];
            for (int i = 0; i < n; i++) {
                c->data[i * n + j] += a->data[i * n + k] * held;
            }
        }
    }
}

// ## Why it matters
//
// Memory does not come number by number. The processor fetches a **cache line**
// (缓存行) of 64 bytes, that is 16 floats side by side, and keeps the last ones
// fetched in a small fast store, the *cache*. A loop that goes to the next
// number uses all sixteen. A loop that steps over $n$ numbers uses one of the
// sixteen, and by the time it comes back for its neighbour, the line may be
// gone. Numbers side by side can also be multiplied eight or sixteen at a time.
//
// The library's [matmul](../common/math/matmul.c) goes further: it cuts the matrices
// into blocks that fit the cache, and uses all processors.
typedef struct {
    const char *name;
    void (*product)(Tensor *c, const Tensor *a, const Tensor *b);
} Way;

static const Way ways[WAYS] = {{"jki", order_jki},
                               {"ijk", order_ijk},
                               {"ikj", order_ikj},
                               {"library", matmul}};

// ## Measuring
//
// A product takes $2 n^3$ operations, a multiplication and an addition for each
// $k$. Small products are repeated until they are as much work as one large
// one, because a clock cannot time a microsecond. One GFLOP/s is a billion
// operations in a second.
static double measure(const Way *way, Tensor *c, const Tensor *a,
                      const Tensor *b, int largest)
{
    const double n = c->shape.n[0];
    const int times = (int)(pow(largest, 3) / pow(n, 3));
    way->product(c, a, b); /* fetches the numbers for the first time */
    const double start = timing_now();
    for (int i = 0; i < times; i++) {
        way->product(c, a, b);
    }
    return times * 2 * n * n * n / (timing_now() - start) / 1e9;
}

// All four ways must compute the same product. The last digits may differ,
// because the sums are rounded in another order.
static double measure_all(int n, int largest, Rng *rng, double *speed)
{
    Tensor *a = tensor_new(SHAPE(n, n)), *b = tensor_new(SHAPE(n, n));
    Tensor *c = tensor_new(SHAPE(n, n)), *right = tensor_new(SHAPE(n, n));
    double difference = 0;
    for (int i = 0; i < n * n; i++) {
        a->data[i] = (real)rng_uniform(rng);
        b->data[i] = (real)rng_uniform(rng);
    }
    matmul(right, a, b);
    for (int w = 0; w < WAYS; w++) {
        speed[w] = measure(&ways[w], c, a, b, largest);
        tensor_subtract(c, c, right);
        difference =
            fmax(difference, (double)largest_absolute(c->data, c->size) / n);
    }
    tensor_free(a);
    tensor_free(b);
    tensor_free(c);
    tensor_free(right);
    return difference;
}

// ## One line for each size
//
// Each size is measured in all four ways, and its numbers are kept for the
// figure.
typedef struct {
    int count; /* of sizes */
    double size[SIZES], speed[WAYS][SIZES];
    double difference; /* the largest between two ways */
} Table;

static Table measure_sizes(int largest, Rng *rng)
{
    Table t = {0};
    printf("GFLOP/s        jki      ijk      ikj  library\n");
    for (int n = SMALLEST; n <= largest; n *= 2) {
        double speed[WAYS];
        t.difference =
            fmax(t.difference, measure_all(n, largest, rng, speed));
        t.size[t.count] = n;
        printf("%4d x %-4d", n, n);
        for (int w = 0; w < WAYS; w++) {
            t.speed[w][t.count] = speed[w];
            printf(" %s", timing_text(speed[w], 8, 2).text);
        }
        putchar('\n');
        t.count++;
    }
    return t;
}

static Plot *draw(const Table *t)
{
    Plot *plot =
        plot_new("matrix_speed", (PlotFrame){.x = "rows of the matrix",
                                             .y = "GFLOP/s",
                                             .x_log = true,
                                             .y_log = true});
    for (int w = WAYS - 1; w >= 0; w--) {
        plot_series(plot, ways[w].name, PLOT_LINE_POINTS, t->count, t->size,
                    t->speed[w]);
    }
    plot_command(plot,
                 "set xrange [%g:%g]; set xtics (32, 64, 128, 256, "
                 "512, 1024)",
                 SMALLEST / 1.1, t->size[t->count - 1] * 1.1);
    return plot;
}

int main(int argc, char **argv)
{
    int largest = 512, threads;
    const Option extra[] = {{"size", "N", "the largest matrix", OPTION_INT,
                             &largest, SMALLEST, 1024},
                            options_threads(&threads)};
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Times the matrix product with its loops in three orders.",
                  extra, 2);
    Rng rng = rng_new(options.seed);
    const Table table = measure_sizes(largest, &rng);
    const bool agree = table.difference < 1e-5;
    printf("%s\n",
           agree ? "all four agree" : "the results differ: this is a bug");
    Plot *plot = draw(&table);
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return agree ? way_on(&options) : EXIT_BUG;
}

// ## What came out
//
// Compare the first three columns in the last line of the table. The largest
// divided by the smallest is more than 10 on most computers. The order $jki$
// wastes nearly every cache line that it fetches, and gets slower as the
// matrices outgrow the cache. The order $ikj$ reads all numbers side by side.
// Nothing else is different.
//
// ![Speed over size. Look at how the two lower curves fall where the matrices outgrow the cache.](matrix_speed.svg)
//
// The times are those of the computer that made this page; on yours they differ,
// but hardly the order of the curves. The library uses all processors, the three
// loops one; `--threads 1` makes it fair.
//
// **Try it.** There are three more orders: $jik$, $kij$ and $kji$. Which of the
// three that you know will each be like? Look at its inner loop only.
//
// **Check yourself.** In $ijk$, which of the two matrices would have to be stored
// on its side, so that the inner loop walks along rows only?
//
// *Answer.* $b$. The inner loop walks down its columns, so $b$ would have to
// be stored with its columns as rows.
