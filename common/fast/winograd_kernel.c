// # Sixteen numbers side by side
//
// With [fewer multiplications](winograd.c), a window, a filter and a product are sixteen
// numbers each, and number 5 of one meets only number 5 of the others. **What does that
// look like to a processor?** Like a gift: sixteen floats are one vector of 512 bits, two
// of 256, or four of 128. No number has to be copied into all lanes, and no lanes have to
// be added up.
#include "fast/winograd_kernel.h"

#include "fast/choice.h"

// As the [matrix product](matmul_kernel.c), this file is compiled for several processors.
#ifndef VECTOR_BITS
#define VECTOR_BITS 128
#endif
enum { LANES = VECTOR_BITS / 8 / sizeof(real) };
typedef real Vector __attribute__((vector_size(VECTOR_BITS / 8)));
typedef real Loose __attribute__((vector_size(VECTOR_BITS / 8),
                                  aligned(sizeof(real)), may_alias));

// The ways to and from the sixteen numbers work on rows of four. All processors have
// vectors for them.
typedef real Four __attribute__((vector_size(4 * sizeof(real))));
typedef real LooseFour __attribute__((vector_size(4 * sizeof(real)),
                                      aligned(sizeof(real)), may_alias));

// ## From pixels
//
// Of a row $t$ of four, the [page before](winograd.c) wants
// $t_0 - t_2,\; t_1 + t_2,\; t_2 - t_1,\; t_1 - t_3$, and of four rows the same. The rows
// come first, because there a whole row is one number of the formula. Within a row, the
// numbers change their places first: all four differences are then one addition.
//
// $$ V = B^\top d\, B, \qquad
//    B^\top = \begin{pmatrix} 1 & 0 & -1 & 0 \\ 0 & 1 & 1 & 0
//    \\ 0 & -1 & 1 & 0 \\ 0 & 1 & 0 & -1 \end{pmatrix} $$
static inline __attribute__((always_inline)) void write_columns(real *to,
                                                                const Four *t)
{
    const Four first = {(*t)[0], (*t)[1], (*t)[2], (*t)[1]};
    const Four second = {(*t)[2], (*t)[2], (*t)[1], (*t)[3]};
    *(LooseFour *)to = first + (Four){-1, 1, -1, -1} * second;
}

static void windows(real *to, ptrdiff_t step, const real *x,
                    ptrdiff_t row_step, ptrdiff_t channel, int channels)
{
    for (int c = 0; c < channels; c++, x += channel, to += step) {
        const Four d0 = *(const LooseFour *)x,
                   d1 = *(const LooseFour *)(x + row_step),
                   d2 = *(const LooseFour *)(x + 2 * row_step),
                   d3 = *(const LooseFour *)(x + 3 * row_step);
        const Four rows[4] = {d0 - d2, d1 + d2, d2 - d1, d1 - d3};
        for (int i = 0; i < 4; i++) {
            write_columns(to + 4 * i, &rows[i]);
        }
    }
}

// ## To results
//
// The way back makes two rows of four, and of each row of four two numbers. Both rows go
// through the second half together: they are two halves of one vector.
//
// $$ y = A^\top M A, \qquad
//    A^\top = \begin{pmatrix} 1 & 1 & 1 & 0 \\ 0 & 1 & -1 & -1 \end{pmatrix} $$
static inline __attribute__((always_inline)) void two_by_two(Four *y,
                                                             const real *M)
{
    const Four m0 = *(const LooseFour *)M, m1 = *(const LooseFour *)(M + 4),
               m2 = *(const LooseFour *)(M + 8),
               m3 = *(const LooseFour *)(M + 12);
    const Four up = m0 + m1 + m2, low = m1 - m2 - m3;
    const Four sign = {1, -1, 1, -1};
    const Four first = {up[0], up[1], low[0], low[1]};
    const Four second = {up[1], up[2], low[1], low[2]};
    const Four third = {up[2], up[3], low[2], low[3]};
    *y = first + sign * second + sign * third;
}

// Where an image has an odd number of places, the last tile hangs over its edge, and only
// a part of the four counts.
static void results(real *y, const WinogradPlace *place, const real *products,
                    const real *bias, int filters)
{
    for (int f = 0; f < filters;
         f++, y += place->channel, products += WINOGRAD) {
        const real b = bias != NULL ? bias[f] : 0;
        Four sums;
        two_by_two(&sums, products);
        sums += (Four){b, b, b, b};
        y[0] = sums[0];
        if (place->columns > 1) {
            y[1] = sums[1];
        }
        if (place->rows > 1) {
            y[place->row_step] = sums[2];
            if (place->columns > 1) {
                y[place->row_step + 1] = sums[3];
            }
        }
    }
}

// ## From slopes
//
// A product went into the results by $A$, so its slope is made of theirs by the same
// numbers, turned: $\partial L / \partial M = A\, dout\, A^\top$. Two numbers $p$, $q$ of a
// row become $p,\; p + q,\; p - q,\; -q$.
static inline __attribute__((always_inline)) void spread_two(Four *to, real p,
                                                             real q)
{
    *to = (Four){p, p, p, 0} + (Four){0, q, -q, -q};
}

static void slopes(real *to, ptrdiff_t step, const real *dout,
                   const WinogradPlace *place, int filters)
{
    for (int f = 0; f < filters; f++, dout += place->channel, to += step) {
        const bool two = place->columns > 1;
        Four up, low = {0};
        spread_two(&up, dout[0], two ? dout[1] : 0);
        if (place->rows > 1) {
            const real *second = dout + place->row_step;
            spread_two(&low, second[0], two ? second[1] : 0);
        }
        *(LooseFour *)to = up;
        *(LooseFour *)(to + 4) = up + low;
        *(LooseFour *)(to + 8) = up - low;
        *(LooseFour *)(to + 12) = -low;
    }
}

// ## Products
//
// What is left is a product of matrices whose elements are vectors:
//
// $$ y_{ij} = \sum_k a_{ik} \odot b_{jk} $$
//
// A tile of $4 \times 4$ sums
// stays in registers; for each $k$, eight vectors are fetched for sixteen
// multiplications. With sixteen registers, a tile has $4 \times 2$.
#if VECTOR_BITS == 512 || defined(__aarch64__)
enum { ROWS = 4, COLUMNS = 4 };
#else
enum { ROWS = 4, COLUMNS = 2 };
#endif

static inline __attribute__((always_inline)) void
tile(const WinogradProducts *p, const real *a, const real *b, real *y)
{
    Vector sum[ROWS][COLUMNS] = {{{0}}};
    const ptrdiff_t a_step = p->a_step, b_step = p->b_step;
    for (int k = 0; k < p->depth; k++, a += WINOGRAD, b += WINOGRAD) {
        Vector right[COLUMNS];
#pragma GCC unroll 4
        for (int j = 0; j < COLUMNS; j++) {
            right[j] = *(const Loose *)(b + j * b_step);
        }
#pragma GCC unroll 4
        for (int i = 0; i < ROWS; i++) {
            const Vector left = *(const Loose *)(a + i * a_step);
#pragma GCC unroll 4
            for (int j = 0; j < COLUMNS; j++) {
                sum[i][j] += left * right[j];
            }
        }
    }
#pragma GCC unroll 4
    for (int i = 0; i < ROWS; i++) {
#pragma GCC unroll 4
        for (int j = 0; j < COLUMNS; j++) {
            Loose *to = (Loose *)(y + i * p->y_down + j * p->y_right);
            if (p->add) {
                sum[i][j] += *to;
            }
            *to = sum[i][j];
        }
    }
}

// With narrow vectors, a tile is computed part by part: first some of the sixteen numbers
// for all $k$, then the next.
static void products(const WinogradProducts *p)
{
    for (int i = 0; i < p->rows; i += ROWS) {
        for (int j = 0; j < p->columns; j += COLUMNS) {
            for (int part = 0; part < WINOGRAD; part += LANES) {
                tile(p, p->a + i * p->a_step + part,
                     p->b + j * p->b_step + part,
                     p->y + i * p->y_down + j * p->y_right + part);
            }
        }
    }
}

// ## One source, several processors
//
// As before, the program asks when it runs.
#if VECTOR_BITS == 512
const WinogradKernel winograd_kernel_512 = {"avx512f", windows, results,
                                            slopes, products};
#elif VECTOR_BITS == 256
const WinogradKernel winograd_kernel_256 = {"avx2+fma", windows, results,
                                            slopes, products};
#else
static const WinogradKernel generic = {"generic", windows, results, slopes,
                                       products};

const WinogradKernel *winograd_kernel_at(int index)
{
#ifdef __x86_64__
    const void *all[] = {&winograd_kernel_512, &winograd_kernel_256,
                         &generic};
#else
    const void *all[] = {NULL, NULL, &generic};
#endif
    return version_at(index, all);
}

const WinogradKernel *winograd_kernel(void) { return winograd_kernel_at(0); }
#endif
