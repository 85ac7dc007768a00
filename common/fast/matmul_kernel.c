// # The inner loops of the matrix product
//
// A processor of today can multiply and add 32 floats in one tick, but it can
// fetch only a few from memory in that time. **How can a product of matrices
// keep it busy?** Use every number that was fetched several times.
//
// A tile of $6 \times 16$ elements of $y = ab$ fits into twelve registers of
// eight floats each. For one step along $k$ we fetch 16 numbers of a row of
// $b$ and 6 of a column of $a$: 22 numbers for 96 multiplications. One
// element at a time would fetch 192. Registers of sixteen floats, of which there are
// 32, hold $10 \times 32$ elements: 42 numbers for 320 multiplications.
#include "fast/matmul_kernel.h"

#include <float.h>
#include <string.h>

#include "fast/choice.h"

// ## Vectors
//
// GCC and clang let us declare a vector type and write `+` and `*` on it; the
// compiler chooses the instructions. `Loose` is the same vector at any
// address, for reading from ordinary arrays.
//
// This file is compiled three times: for any processor, with vectors of 128 bits; for
// those with 256 bits and a fused multiply-add; and for those with 512 bits. A vector
// that is wider than the processor's registers would stay in memory, and be many times
// slower. In all of them the sum of an element is made in the same order.
#ifndef VECTOR_BITS
#define VECTOR_BITS 128
#endif
enum { BYTES = VECTOR_BITS / 8, LANES = BYTES / sizeof(real) };
typedef real Vector __attribute__((vector_size(BYTES)));
typedef real Loose
    __attribute__((vector_size(BYTES), aligned(sizeof(real)), may_alias));

// A tile is two vectors wide. Four narrow ones are as good, where there are 32 registers
// for them: 20 sums, four numbers of $b$ and five of $a$. With a sixth row, two sums would
// go to memory and back for each $k$. A processor of the x86 family has only sixteen for
// narrow vectors, and a browser keeps one of them for itself: eight sums and what they are
// made of must do.
#if VECTOR_BITS == 512
enum { ROWS = TALLEST_TILE, VECTORS = 2 };
#elif VECTOR_BITS == 256
enum { ROWS = 6, VECTORS = 2 };
#elif defined(__aarch64__)
enum { ROWS = 5, VECTORS = 4 };
#else
enum { ROWS = 4, VECTORS = 2 };
#endif
enum { COLUMNS = VECTORS * LANES };

// One number in all lanes. Where numbers are computed in wider ones than `real`, as on
// old x86 processors, C takes `x` for such a wide one, which fits into no lane.
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

// ## One tile
//
// `WIDTH`, in vectors, is a constant wherever this function is used, so the compiler
// unrolls the loops over it and over `ROWS`, and keeps `sum` in registers from the first
// line to the last. (It is asked to: left alone, it finds out too late that all indices
// are constants, and writes the sums to memory between two loops.)
//
// $$ y_{ij} = \mathrm{bias}_j + \sum_k a_{ik}\, b_{kj} $$
//
// Rows past the edge of $a$ repeat its last one. Where $a$ lies on its side, the rows
// of a whole tile are neighbours: then `DOWN` is 1, and one address serves for all. Else
// it is 0. Where the sums go is told apart from the tile, and the last row has a place of
// its own; below we shall see why.
typedef struct {
    real *y;          /* the first row */
    ptrdiff_t step;   /* from a row to the next */
    real *last;       /* the last one */
    const real *bias; /* as many numbers as the tile is wide, or NULL */
} Target;

static inline __attribute__((always_inline)) const real *
row_of(const Tiles *t, int i, const int DOWN)
{
    return DOWN == 1 ? t->a + i
                     : t->a + (i < t->rows ? i : t->rows - 1) * t->a_down;
}

static inline __attribute__((always_inline)) real *target_of(Target to, int i)
{
    return i < ROWS - 1 ? to.y + i * to.step : to.last;
}

static inline __attribute__((always_inline)) void
fill(const Tiles *t, Target to, const int WIDTH, const int DOWN)
{
    Vector sum[ROWS][VECTORS];
    const real *row[ROWS];
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
        row[i] = row_of(t, i, DOWN);
        for (int v = 0; v < WIDTH; v++) {
            sum[i][v] = (Vector){0};
        }
    }
    const ptrdiff_t right = t->a_right, b_step = t->b_step;
    const real *at = t->b;
    for (ptrdiff_t k = 0; k < t->depth; k++) {
        Vector b[VECTORS];
        for (int v = 0; v < WIDTH; v++) {
            b[v] = ((const Loose *)at)[v];
        }
#pragma GCC unroll 16
        for (int i = 0; i < ROWS; i++) {
            const Vector a = broadcast(row[i][k * right]);
            for (int v = 0; v < WIDTH; v++) {
                sum[i][v] += a * b[v];
            }
        }
        at += b_step;
    }

    if (t->add) {
#pragma GCC unroll 16
        for (int i = 0; i < ROWS; i++) {
            const Loose *y = (const Loose *)(to.y + i * to.step);
            for (int v = 0; v < WIDTH; v++) {
                sum[i][v] += y[v];
            }
        }
    }
    if (to.bias != NULL) {
        const Loose *bias = (const Loose *)to.bias;
#pragma GCC unroll 16
        for (int i = 0; i < ROWS; i++) {
            for (int v = 0; v < WIDTH; v++) {
                sum[i][v] += bias[v];
            }
        }
    }
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
        Loose *y = (Loose *)target_of(to, i);
        for (int v = 0; v < WIDTH; v++) {
            y[v] = sum[i][v];
        }
    }
}

// ## The last few columns
//
// Fifty columns are $32 + 16 + 2$. The last two need half a vector, and on many
// processors with vectors of 512 bits that takes half the time of a whole one. Apart
// from the width, it is the same.
#if VECTOR_BITS == 512
enum { NARROW = LANES / 2 };
typedef real Half __attribute__((vector_size(BYTES / 2)));
typedef real LooseHalf
    __attribute__((vector_size(BYTES / 2), aligned(sizeof(real)), may_alias));

static inline __attribute__((always_inline)) void
fill_narrow(const Tiles *t, Target to, const int DOWN)
{
    Half sum[ROWS];
    const real *row[ROWS];
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
        row[i] = row_of(t, i, DOWN);
        sum[i] = (Half){0};
    }
    const ptrdiff_t right = t->a_right, b_step = t->b_step;
    const real *at = t->b;
    for (ptrdiff_t k = 0; k < t->depth; k++) {
        const Half b = *(const LooseHalf *)at;
#pragma GCC unroll 16
        for (int i = 0; i < ROWS; i++) {
            sum[i] += (row[i][k * right] - (Half){0}) * b;
        }
        at += b_step;
    }
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
        if (t->add) {
            sum[i] += *(const LooseHalf *)(to.y + i * to.step);
        }
        if (to.bias != NULL) {
            sum[i] += *(const LooseHalf *)to.bias;
        }
        *(LooseHalf *)target_of(to, i) = sum[i];
    }
}
#else
enum { NARROW = 0 };
static inline void fill_narrow(const Tiles *t, Target to, const int DOWN)
{
    (void)t, (void)to, (void)DOWN;
}
#endif

static inline __attribute__((always_inline)) void
fill_width(const Tiles *t, Target to, const int DOWN)
{
    if (t->columns > COLUMNS / 2) {
        fill(t, to, VECTORS, DOWN);
    } else if (t->columns > NARROW) {
        fill(t, to, VECTORS / 2, DOWN);
    } else {
        fill_narrow(t, to, DOWN);
    }
}

// A ragged tile has another target than it says. It does not pay to write a new tile for
// that: what was just written in pieces and is read in others must reach the cache first,
// and a small tile is done in that time. Five arguments stay in registers.
static void fill_whole(const Tiles *t, real *y, ptrdiff_t step, real *last,
                       const real *bias)
{
    const Target to = {y, step, last, bias};
    if (t->a_down == 1 && t->rows == ROWS) {
        fill_width(t, to, 1);
    } else {
        fill_width(t, to, 0);
    }
}

// ## Ragged tiles
//
// Vectors are written whole. If a tile hangs over the right edge of $y$, or over the
// lower one, it is filled elsewhere, and copied row by row. A copy of a known size is one
// or two instructions, and of any other a call. So a row that ends raggedly goes in pieces
// of known sizes.
static void copy_row(real *to, const real *from, int count)
{
    for (; count >= 16; count -= 16, to += 16, from += 16) {
        memcpy(to, from, 16 * sizeof *to);
    }
    if ((count & 8) != 0) {
        memcpy(to, from, 8 * sizeof *to);
        to += 8, from += 8;
    }
    if ((count & 4) != 0) {
        memcpy(to, from, 4 * sizeof *to);
        to += 4, from += 4;
    }
    if ((count & 2) != 0) {
        memcpy(to, from, 2 * sizeof *to);
        to += 2, from += 2;
    }
    if ((count & 1) != 0) {
        *to = *from;
    }
}

static void fill_elsewhere(const Tiles *t, const real *bias)
{
    real room[ROWS][WIDEST_TILE];
    for (int i = 0; t->add && i < t->rows; i++) {
        copy_row(room[i], t->y + i * t->y_step, t->columns);
    }
    fill_whole(t, room[0], WIDEST_TILE, room[ROWS - 1], bias);
    for (int i = 0; i < t->rows; i++) {
        copy_row(t->y + i * t->y_step, room[i], t->columns);
    }
}

// That is not necessary where a row of the tile is a whole row of $y$, as with the ten
// scores of a digit. Then what hangs over the end of a row is the next one, which is
// written later. Only the last row has none after it. And no row may hang over two.
static bool has_rows(const Tiles *t)
{
    const int narrowest = NARROW > 0 ? NARROW : COLUMNS / 2;
    return t->rows == ROWS && t->y_step == t->columns && !t->add &&
           2 * t->columns >= narrowest;
}

static void fill_rows(const Tiles *t, const real *bias)
{
    real row[WIDEST_TILE];
    fill_whole(t, t->y, t->y_step, row, bias);
    copy_row(t->y + (ROWS - 1) * t->y_step, row, t->columns);
}

static void fill_ragged(const Tiles *t)
{
    real room[WIDEST_TILE];
    const real *bias = NULL;
    if (t->bias != NULL) {
        copy_row(room, t->bias, t->columns);
        bias = room;
    }
    if (has_rows(t)) {
        fill_rows(t, bias);
    } else {
        fill_elsewhere(t, bias);
    }
}

static void tile(const Tiles *t)
{
    if (t->rows == ROWS &&
        (t->columns == COLUMNS || t->columns == COLUMNS / 2 ||
         t->columns == NARROW)) {
        real *last = t->y + (ROWS - 1) * t->y_step;
        fill_whole(t, t->y, t->y_step, last, t->bias);
    } else {
        fill_ragged(t);
    }
}

// ## One below the other
//
// All tiles of a strip meet the same numbers of $b$. Only $a$ and $y$ go on.
static void tiles(const Tiles *all)
{
    Tiles t = *all;
    for (int n = 0; n < all->rows; n += ROWS) {
        t.rows = all->rows - n < ROWS ? all->rows - n : ROWS;
        t.a = all->a + n * all->a_down;
        t.y = all->y + n * all->y_step;
        tile(&t);
    }
}

// ## One source, several processors
//
// The program asks the processor at run time: one binary runs everywhere and is
// fast where it can be.
#if VECTOR_BITS == 512
const MatmulKernel matmul_kernel_512 = {"avx512f", ROWS, COLUMNS, NARROW,
                                        tiles};
#elif VECTOR_BITS == 256
const MatmulKernel matmul_kernel_256 = {"avx2+fma", ROWS, COLUMNS, NARROW,
                                        tiles};
#else
static const MatmulKernel generic = {"generic", ROWS, COLUMNS, NARROW, tiles};

const MatmulKernel *matmul_kernel_at(int index)
{
#ifdef __x86_64__
    const void *all[] = {&matmul_kernel_512, &matmul_kernel_256, &generic};
#else
    const void *all[] = {NULL, NULL, &generic};
#endif
    return version_at(index, all);
}

const MatmulKernel *matmul_kernel(void) { return matmul_kernel_at(0); }
#endif
