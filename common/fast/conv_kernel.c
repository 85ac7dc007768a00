// # The inner loops of the convolution
//
// A filter of $5 \times 5$ looks at 576 places of a digit. Written as a matrix of
// patches, as [im2col](../math/im2col.c) does, each pixel is copied up to 25 times before
// anything is computed. **Can the product be had without the copies?** Neighbouring
// places see neighbouring pixels. So eight places in a row need eight numbers in a
// row, which lie in memory already: one vector.
#include "fast/conv_kernel.h"

#include <float.h>
#include <string.h>

#include "fast/choice.h"

// As the [matrix product](matmul_kernel.c), this file is compiled for several
// processors. GCC before version 12 has no word for joining two halves, and goes without
// the widest vectors.
#ifndef VECTOR_BITS
#define VECTOR_BITS 128
#endif
#if VECTOR_BITS == 512 && !defined(__clang__) && __GNUC__ < 12
#define BITS 256
#else
#define BITS VECTOR_BITS
#endif
enum { LANES = BITS / 8 / sizeof(real) };
typedef real Vector __attribute__((vector_size(BITS / 8)));
typedef real Loose
    __attribute__((vector_size(BITS / 8), aligned(sizeof(real)), may_alias));

// One number in all lanes, as in the matrix product.
static inline __attribute__((always_inline)) Vector broadcast(real x)
{
#if FLT_EVAL_METHOD == 0
    return x - (Vector){0};
#else
    Vector v;
    for (int i = 0; i < LANES; i++) {
        v[i] = x;
    }
    return v;
#endif
}

// ## Groups of places
//
// A row of the result is cut into **groups** of eight places, or four in double
// precision. Few rows of an image are a multiple of sixteen places long, so a vector of
// 512 bits takes two groups, wherever they lie: the one at `low` and the one at `high`.
// In narrower vectors there is one group, the one at `low`, or half of it.
enum { GROUP = CONV_LANES, HALVES = LANES > GROUP ? 2 : 1 };

#if BITS == 512
typedef long long Half
    __attribute__((vector_size(32), aligned(sizeof(real)), may_alias));

typedef long long Whole __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) Vector pair(const real *low,
                                                         const real *high)
{
    return (Vector)__builtin_shufflevector(
        *(const Half *)low, *(const Half *)high, 0, 1, 2, 3, 4, 5, 6, 7);
}

static inline __attribute__((always_inline)) void put(real *low, real *high,
                                                      Vector sum)
{
    const Whole both = (Whole)sum;
    *(Half *)low = __builtin_shufflevector(both, both, 0, 1, 2, 3);
    *(Half *)high = __builtin_shufflevector(both, both, 4, 5, 6, 7);
}
#else
static inline __attribute__((always_inline)) Vector pair(const real *low,
                                                         const real *high)
{
    (void)high; /* there is one group in a vector at most */
    return *(const Loose *)low;
}

static inline __attribute__((always_inline)) void put(real *low, real *high,
                                                      Vector sum)
{
    (void)high;
    *(Loose *)low = sum;
}
#endif

// ## Many filters, many places
//
// As in the [matrix product](matmul_kernel.c), a tile of the result stays in
// registers. With 256 bits it has six filters at sixteen places. For the number $k$
// under the window we fetch 16 pixels and one weight of each filter: 22 numbers for 96
// multiplications. With 512 bits it has eight filters at 32 places.
//
// $$ y_{fj} = b_f + \sum_k W_{fk}\, x_{\mathrm{taps}_k + j} $$
//
// Filters are taken in bands, tall ones as long as they fit, then short ones: with 256
// bits, 16 filters are $6 + 6 + 4$. With narrow vectors and sixteen registers, a tile has
// four filters at eight places.
#if BITS == 512
enum { VECTORS = 2, TALL = 8, SHORT = 8 };
#elif BITS == 256
enum { VECTORS = 2, TALL = 6, SHORT = 4 };
#elif defined(__aarch64__)
enum { VECTORS = 4, TALL = 4, SHORT = 4 };
#else
enum { VECTORS = 2, TALL = 4, SHORT = 2 };
#endif
enum { GROUPS = VECTORS * LANES / GROUP };

typedef struct {
    int count;               /* at most GROUPS; the last one is repeated */
    const real *x[GROUPS];   /* under the first weight */
    ptrdiff_t place[GROUPS]; /* in the image of the result */
} Groups;

static int at_most(int a, int most) { return a < most ? a : most; }

/* Where a group begins. */
typedef struct {
    int row, column;
} Place;

static inline __attribute__((always_inline)) Groups
next_groups(const ConvImage *c, Place *at)
{
    Groups g = {.count = 0};
    for (int i = 0; i < GROUPS; i++) {
        if (at->row == c->rows) {
            g.x[i] = g.x[i - 1];
            g.place[i] = g.place[i - 1];
            continue;
        }
        g.count = i + 1;
        g.x[i] = c->x + at->row * c->row_step + at->column;
        g.place[i] = (ptrdiff_t)at->row * c->columns + at->column;
        at->column += GROUP;
        if (at->column >= c->columns) {
            *at = (Place){at->row + 1, 0};
        }
    }
    return g;
}

// The last group of a row may reach over its end. What is computed too much is written
// into the next row, which comes later and overwrites it. At the end of the image there
// is no room for that.
static void put_the_last(const ConvImage *c, int f, const Groups *g,
                         const real *sums, int rows)
{
    const ptrdiff_t size = (ptrdiff_t)c->rows * c->columns;
    for (int r = 0; r < rows && f + r < c->filters; r++) {
        real *y = c->y + (f + r) * size;
        for (int i = 0; i < g->count; i++) {
            const ptrdiff_t room = size - g->place[i];
            memcpy(y + g->place[i], sums + (r * GROUPS + i) * GROUP,
                   (size_t)(room < GROUP ? room : GROUP) * sizeof *y);
        }
    }
}

static inline __attribute__((always_inline)) void
filter_tile(const ConvImage *c, int f, Place *at, const int ROWS)
{
    Vector sum[TALL][VECTORS];
    const real *w = c->packed + (ptrdiff_t)f * c->depth;
    real *y[TALL];
    const ptrdiff_t size = (ptrdiff_t)c->rows * c->columns;
#pragma GCC unroll 8
    for (int r = 0; r < ROWS; r++) {
        const int row = at_most(f + r, c->filters - 1);
        const Vector bias = broadcast(c->bias != NULL ? c->bias[row] : 0);
        y[r] = c->y + row * size;
        for (int v = 0; v < VECTORS; v++) {
            sum[r][v] = bias;
        }
    }

    const Groups g = next_groups(c, at);
    for (int k = 0; k < c->depth; k++) {
        Vector x[VECTORS];
        for (int v = 0; v < VECTORS; v++) {
            const int i = v * LANES / GROUP;
            const ptrdiff_t j = c->taps[k] + v * LANES % GROUP;
            x[v] = pair(g.x[i] + j, g.x[i + HALVES - 1] + j);
        }
#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++) {
            const Vector weight = broadcast(w[k * ROWS + r]);
            for (int v = 0; v < VECTORS; v++) {
                sum[r][v] += weight * x[v];
            }
        }
    }

    if (g.place[GROUPS - 1] + GROUP <= size) {
#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++) {
            for (int v = 0; v < VECTORS; v++) {
                const int i = v * LANES / GROUP;
                real *to = y[r] + v * LANES % GROUP;
                put(to + g.place[i], to + g.place[i + HALVES - 1], sum[r][v]);
            }
        }
    } else {
        real sums[TALL * GROUPS * GROUP];
#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++) {
            for (int v = 0; v < VECTORS; v++) {
                *(Loose *)(sums + r * GROUPS * GROUP + v * LANES) = sum[r][v];
            }
        }
        put_the_last(c, f, &g, sums, ROWS);
    }
}

// All places of the image for some filters, before the next filters: their weights
// stay in the cache beside the processor.
static inline __attribute__((always_inline)) void
filter_band(const ConvImage *c, int f, const int ROWS)
{
    for (Place at = {0, 0}; at.row < c->rows;) {
        filter_tile(c, f, &at, ROWS);
    }
}

static int band_of(int left)
{
    return left > SHORT && left != 2 * SHORT ? TALL : SHORT;
}

static void filter_image(const ConvImage *c)
{
    for (int f = 0; f < c->filters;) {
        const int rows = band_of(c->filters - f);
        if (rows == TALL) {
            filter_band(c, f, TALL);
        } else {
            filter_band(c, f, SHORT);
        }
        f += rows;
    }
}

// The weights are laid out beforehand as a band takes them: those of its filters for
// the first number under the window, then those for the second. So one address is
// enough, where every filter would need its own. Past the last filter, it is repeated.
static void pack(real *packed, const real *W, int filters, int depth)
{
    for (int f = 0, rows; f < filters; f += rows) {
        rows = band_of(filters - f);
        for (int r = 0; r < rows; r++) {
            const real *row =
                W + (ptrdiff_t)at_most(f + r, filters - 1) * depth;
            for (int k = 0; k < depth; k++) {
                packed[k * rows + r] = row[k];
            }
        }
        packed += rows * depth;
    }
}

// ## The gradient of a weight
//
// Weight $k$ of filter $f$ met the pixel $x_{\mathrm{taps}_k + j}$ at every place
// $j$. Its gradient sums over all places, of all images:
//
// $$ \frac{\partial L}{\partial W_{fk}} = \sum_j dout_{fj}\,
//    x_{\mathrm{taps}_k + j} $$
//
// Here the places are what is summed over, so a vector holds neighbouring places, and
// is summed up at the end. A tile of two filters and five weights fetches seven
// vectors for ten multiplications. With 512 bits, each half of a vector belongs to
// another filter. So the sums are the same, bit by bit, as with 256.
enum {
    STEP = LANES / HALVES, /* places at a time */
    SLOPE_VECTORS = 2,
    SLOPE_FILTERS = SLOPE_VECTORS * HALVES,
    SLOPE_TAPS = 5
};

static inline __attribute__((always_inline)) real add_up(const Vector *v,
                                                         int half)
{
    real sum = 0;
    for (int i = half * STEP; i < (half + 1) * STEP; i++) {
        sum += (*v)[i];
    }
    return sum;
}

// The rows of dout lie one behind the other, those of x have a gap between them. One
// loop over all places keeps the sums in registers from the first to the last.
static inline __attribute__((always_inline)) void
slope_image(Vector sum[SLOPE_VECTORS][SLOPE_TAPS], const real *const *dout,
            const real *const *x, const ConvSlope *s)
{
    const ptrdiff_t size = (ptrdiff_t)s->rows * s->columns;
    const ptrdiff_t gap = s->row_step - s->columns;
    ptrdiff_t from_x = 0, row_end = s->columns;
    for (ptrdiff_t p = 0; p < size; p += STEP) {
        Vector patch[SLOPE_TAPS];
        for (int t = 0; t < SLOPE_TAPS; t++) {
            const real *at = x[t] + from_x + p;
            patch[t] = pair(at, at);
        }
        for (int r = 0; r < SLOPE_VECTORS; r++) {
            const Vector d =
                pair(dout[r * HALVES] + p, dout[r * HALVES + HALVES - 1] + p);
            for (int t = 0; t < SLOPE_TAPS; t++) {
                sum[r][t] += d * patch[t];
            }
        }
        if (p + STEP == row_end) {
            row_end += s->columns;
            from_x += gap;
        }
    }
}

static inline __attribute__((always_inline)) void
slope_tile(const ConvSlope *s, int f, int k)
{
    Vector sum[SLOPE_VECTORS][SLOPE_TAPS] = {{{0}}};
    const real *dout[SLOPE_FILTERS], *x[SLOPE_TAPS];
    const ptrdiff_t size = (ptrdiff_t)s->rows * s->columns;
    for (int r = 0; r < SLOPE_FILTERS; r++) {
        dout[r] = s->dout + at_most(f + r, s->filters - 1) * size;
    }
    for (int t = 0; t < SLOPE_TAPS; t++) {
        x[t] = s->x + s->taps[at_most(k + t, s->depth - 1)];
    }
    for (int n = 0; n < s->images; n++) {
        slope_image(sum, dout, x, s);
        for (int r = 0; r < SLOPE_FILTERS; r++) {
            dout[r] += s->dout_image;
        }
        for (int t = 0; t < SLOPE_TAPS; t++) {
            x[t] += s->x_image;
        }
    }
    for (int r = 0; r < SLOPE_FILTERS && f + r < s->filters; r++) {
        for (int t = 0; t < SLOPE_TAPS && k + t < s->depth; t++) {
            s->dW[(ptrdiff_t)(f + r) * s->depth + k + t] +=
                add_up(&sum[r / HALVES][t], r % HALVES);
        }
    }
}

static void slope_images(const ConvSlope *s)
{
    for (int f = 0; f < s->filters; f += SLOPE_FILTERS) {
        for (int k = 0; k < s->depth; k += SLOPE_TAPS) {
            slope_tile(s, f, k);
        }
    }
}

// ## One source, several processors
//
// The Makefile compiles this file several times, for vectors of several
// lengths.
#if VECTOR_BITS == 512
const ConvKernel conv_kernel_512 = {"avx512f", pack, filter_image,
                                    slope_images};
#elif VECTOR_BITS == 256
const ConvKernel conv_kernel_256 = {"avx2+fma", pack, filter_image,
                                    slope_images};
#else
static const ConvKernel generic = {"generic", pack, filter_image,
                                   slope_images};

const ConvKernel *conv_kernel_at(int index)
{
#ifdef __x86_64__
    const void *all[] = {&conv_kernel_512, &conv_kernel_256, &generic};
#else
    const void *all[] = {NULL, NULL, &generic};
#endif
    return version_at(index, all);
}

const ConvKernel *conv_kernel(void) { return conv_kernel_at(0); }
#endif
