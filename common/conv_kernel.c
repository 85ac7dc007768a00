// # The inner loops of the convolution
//
// A filter of $5 \times 5$ looks at 576 places of a digit. Written as a matrix of
// patches, as [im2col](im2col.c) does, each pixel is copied up to 25 times before
// anything is computed. **Can the product be had without the copies?** Neighbouring
// places see neighbouring pixels. So eight places in a row need eight numbers in a
// row, which lie in memory already: one vector.
#include "conv_kernel.h"

// As the [matrix product](matmul_kernel.c), this file is compiled for several
// processors. It knows vectors of 128 and 256 bits: rows of 8 or 24 places would leave
// wider ones half empty.
#ifndef VECTOR_BITS
#define VECTOR_BITS 128
#endif
enum { BYTES = VECTOR_BITS / 8 };
enum { LANES = BYTES / sizeof(real), TILE = 2 * CONV_LANES };
typedef real Vector __attribute__((vector_size(BYTES)));
typedef real Loose
    __attribute__((vector_size(BYTES), aligned(sizeof(real)), may_alias));

// ## Six filters, sixteen places
//
// As in the [matrix product](matmul_kernel.c), a tile of the result stays in
// registers: six filters at sixteen places. For the number $k$ under the window we
// fetch 16 pixels and one weight of each filter: 22 numbers for 96 multiplications.
//
// $$ y_{fj} = b_f + \sum_k W_{fk}\, x_{\mathrm{taps}_k + j} $$
//
// Where a row has only eight places left, the tile takes them in two rows.
//
// There may be more places in a tile than in the row. What is computed too much is
// written into the next row, which comes later and overwrites it. At the end of the
// image there is no room for that.
static inline __attribute__((always_inline)) void
store(real *y, const Vector *sums, int columns, ptrdiff_t room)
{
    for (int v = 0; v * LANES < columns; v++) {
        if ((v + 1) * LANES <= room) {
            *(Loose *)(y + v * LANES) = sums[v];
        } else {
            for (int j = v * LANES; j < columns; j++) {
                y[j] = sums[v][j % LANES];
            }
        }
    }
}

static int at_most(int a, int most) { return a < most ? a : most; }

// A tile of one row is `TILE` places wide, one of two rows half as much.
static inline __attribute__((always_inline)) void
filter_tile(const ConvImage *c, int f, int i, int j, const int ROWS,
            const int WIDTH)
{
    Vector sum[6][TILE / LANES];
    const real *w[6];
    for (int r = 0; r < ROWS; r++) {
        const int row = f + r < c->filters ? f + r : c->filters - 1;
        const real bias = c->bias != NULL ? c->bias[row] : 0;
        w[r] = c->W + (ptrdiff_t)row * c->depth;
        for (int v = 0; v < TILE / LANES; v++) {
            sum[r][v] = bias + (Vector){0};
        }
    }

    const int rows = i + 1 < c->rows ? TILE / WIDTH : 1;
    const ptrdiff_t down = rows == 2 ? c->row_step : 0;
    const real *first = c->x + i * c->row_step + j;
    for (int k = 0; k < c->depth; k++) {
        const real *at = first + c->taps[k];
        Vector x[TILE / LANES];
        for (int v = 0; v < TILE / LANES; v++) {
            x[v] = *(const Loose *)(at + v * LANES / WIDTH * down +
                                    v * LANES % WIDTH);
        }
        for (int r = 0; r < ROWS; r++) {
            for (int v = 0; v < TILE / LANES; v++) {
                sum[r][v] += w[r][k] * x[v];
            }
        }
    }

    const ptrdiff_t size = (ptrdiff_t)c->rows * c->columns;
    const int left = at_most(c->columns - j, WIDTH);
    for (int r = 0; r < ROWS && f + r < c->filters; r++) {
        for (int h = 0; h < rows; h++) {
            const ptrdiff_t place = (ptrdiff_t)(i + h) * c->columns + j;
            store(c->y + (f + r) * size + place, sum[r] + h * WIDTH / LANES,
                  left, size - place);
        }
    }
}

// All places of the image for some filters, before the next filters: their weights
// stay in the cache beside the processor.
static inline __attribute__((always_inline)) void
filter_band(const ConvImage *c, int f, const int ROWS)
{
    for (int i = 0; i < c->rows; i++) {
        int j = 0;
        for (; c->columns - j > CONV_LANES; j += TILE) {
            filter_tile(c, f, i, j, ROWS, TILE);
        }
        if (j < c->columns && i % 2 == 0) {
            filter_tile(c, f, i, j, ROWS, CONV_LANES);
        }
    }
}

// Bands of six filters as long as they fit, then of four: 16 is 6 + 6 + 4. With
// narrow vectors and sixteen registers, half of that.
#if VECTOR_BITS > 128 || defined(__aarch64__)
enum { TALL = 6, SHORT = 4 };
#else
enum { TALL = 3, SHORT = 2 };
#endif

static void filter_image(const ConvImage *c)
{
    for (int f = 0; f < c->filters;) {
        const int left = c->filters - f;
        if (left > SHORT && left != 2 * SHORT) {
            filter_band(c, f, TALL);
            f += TALL;
        } else {
            filter_band(c, f, SHORT);
            f += SHORT;
        }
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
// vectors for ten multiplications.
enum { SLOPE_FILTERS = 2, SLOPE_TAPS = 5 };

static inline __attribute__((always_inline)) real add_up(const Vector *v)
{
    real sum = 0;
    for (int i = 0; i < LANES; i++) {
        sum += (*v)[i];
    }
    return sum;
}

// The rows of dout lie one behind the other, those of x have a gap between them. One
// loop over all places keeps the sums in registers from the first to the last.
static inline __attribute__((always_inline)) void
slope_image(Vector sum[SLOPE_FILTERS][SLOPE_TAPS], const real *const *dout,
            const real *const *x, const ConvSlope *s)
{
    const ptrdiff_t size = (ptrdiff_t)s->rows * s->columns;
    const ptrdiff_t gap = s->row_step - s->columns;
    ptrdiff_t from_x = 0, row_end = s->columns;
    for (ptrdiff_t p = 0; p < size; p += LANES) {
        Vector patch[SLOPE_TAPS];
        for (int t = 0; t < SLOPE_TAPS; t++) {
            patch[t] = *(const Loose *)(x[t] + from_x + p);
        }
        for (int r = 0; r < SLOPE_FILTERS; r++) {
            const Vector d = *(const Loose *)(dout[r] + p);
            for (int t = 0; t < SLOPE_TAPS; t++) {
                sum[r][t] += d * patch[t];
            }
        }
        if (p + LANES == row_end) {
            row_end += s->columns;
            from_x += gap;
        }
    }
}

static inline __attribute__((always_inline)) void
slope_tile(const ConvSlope *s, int f, int k)
{
    Vector sum[SLOPE_FILTERS][SLOPE_TAPS] = {{{0}}};
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
                add_up(&sum[r][t]);
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
#if VECTOR_BITS == 256
const ConvKernel conv_kernel_256 = {"avx2+fma", filter_image, slope_images};
#else
static const ConvKernel generic = {"generic", filter_image, slope_images};

#ifdef __x86_64__
const ConvKernel *conv_kernel_at(int index)
{
    const ConvKernel *all[] = {&conv_kernel_256, &generic, NULL, NULL};
    index += vector_bits_here() >= 256 ? 0 : 1;
    return index < 3 ? all[index] : NULL;
}
#else
const ConvKernel *conv_kernel_at(int index)
{
    return index == 0 ? &generic : NULL;
}
#endif

const ConvKernel *conv_kernel(void) { return conv_kernel_at(0); }
#endif
