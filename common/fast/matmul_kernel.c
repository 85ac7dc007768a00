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
// for them. A processor of the x86 family has only sixteen for narrow vectors, and a
// browser keeps one of them for itself: eight sums and what they are made of must do.
#if VECTOR_BITS == 512
enum { ROWS = TALLEST_TILE, VECTORS = 2 };
#elif VECTOR_BITS == 256
enum { ROWS = 6, VECTORS = 2 };
#elif defined(__aarch64__)
enum { ROWS = 6, VECTORS = 4 };
#else
enum { ROWS = 4, VECTORS = 2 };
#endif
enum { COLUMNS = VECTORS * LANES };

// A tile that hangs over the right edge of $y$ is stored piece by piece.
static inline __attribute__((always_inline)) void
store(real *y, const Vector *sums, int columns)
{
    real row[WIDEST_TILE], *to = columns == COLUMNS ? y : row;
    for (int v = 0; v < VECTORS; v++) {
        *(Loose *)(to + v * LANES) = sums[v];
    }
    if (columns < COLUMNS) {
        copy_row(y, row, columns);
    }
}

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

// A row of the tile, filled up with zeros past the edge.
static inline __attribute__((always_inline)) void
load(Vector *row, const real *from, int columns)
{
    real filled[WIDEST_TILE] = {0};
    if (columns < COLUMNS) {
        copy_row(filled, from, columns);
        from = filled;
    }
    for (int v = 0; v < VECTORS; v++) {
        row[v] = *(const Loose *)(from + v * LANES);
    }
}

// ## One tile
//
// `WIDTH`, in vectors, is a constant wherever this function is used, so the compiler
// unrolls the loops over it and over `ROWS`, and keeps `sum` in registers. Rows past
// the edge of $a$ repeat the last one and are not stored.
//
// $$ y_{ij} = \mathrm{bias}_j + \sum_k a_{ik}\, b_{kj} $$
//
// The products are added here, and all else is done in `fill`, where the number of rows
// is not a constant. So `fill` has its sums in memory, and here they are taken from
// there and put back. Were they one array, some compilers would write every sum
// into memory at each step.
typedef struct {
    Vector at[ROWS][VECTORS];
} Sums;

static inline __attribute__((always_inline)) void
add_products(Sums *sums, const Tile *t, const int WIDTH)
{
    Vector sum[ROWS][VECTORS];
    const real *row[ROWS];
    for (int i = 0; i < ROWS; i++) {
        row[i] = t->a + (i < t->rows ? i : t->rows - 1) * t->a_down;
        for (int v = 0; v < WIDTH; v++) {
            sum[i][v] = sums->at[i][v];
        }
    }

    const ptrdiff_t right = t->a_right, b_step = t->b_step;
    const real *at = t->b;
    for (ptrdiff_t k = 0; k < t->depth; k++) {
        Vector b[VECTORS];
        for (int v = 0; v < WIDTH; v++) {
            b[v] = *(const Loose *)(at + v * LANES);
        }
        for (int i = 0; i < ROWS; i++) {
            const Vector a = broadcast(row[i][k * right]);
            for (int v = 0; v < WIDTH; v++) {
                sum[i][v] += a * b[v];
            }
        }
        at += b_step;
    }

    for (int i = 0; i < ROWS; i++) {
        for (int v = 0; v < WIDTH; v++) {
            sums->at[i][v] = sum[i][v];
        }
    }
}

static inline __attribute__((always_inline)) void fill(const Tile *t,
                                                       const int WIDTH)
{
    Sums sums = {0};
    for (int i = 0; t->add && i < ROWS && i < t->rows; i++) {
        load(sums.at[i], t->y + i * t->y_step, t->columns);
    }

    add_products(&sums, t, WIDTH);

    Vector bias[VECTORS] = {{0}};
    if (t->bias != NULL) {
        load(bias, t->bias, t->columns);
    }
    for (int i = 0; i < ROWS && i < t->rows; i++) {
        for (int v = 0; v < VECTORS; v++) {
            sums.at[i][v] += bias[v];
        }
        store(t->y + i * t->y_step, sums.at[i], t->columns);
    }
}

static void tile(const Tile *t)
{
    if (t->columns > COLUMNS / 2) {
        fill(t, VECTORS);
    } else {
        fill(t, VECTORS / 2);
    }
}

// ## One source, several processors
//
// The program asks the processor at run time: one binary runs everywhere and is
// fast where it can be.
#if VECTOR_BITS == 512
const MatmulKernel matmul_kernel_512 = {"avx512f", ROWS, COLUMNS, tile};
#elif VECTOR_BITS == 256
const MatmulKernel matmul_kernel_256 = {"avx2+fma", ROWS, COLUMNS, tile};
#else
static const MatmulKernel generic = {"generic", ROWS, COLUMNS, tile};

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
