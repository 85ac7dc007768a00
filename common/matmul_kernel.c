// # The inner loops of the matrix product
//
// A processor of today can multiply and add 32 floats in one tick, but it can
// fetch only a few from memory in that time. **How can a product of matrices
// keep it busy?** Use every number that was fetched several times.
//
// A tile of $6 \times 16$ elements of $y = ab$ fits into twelve registers of
// eight floats each. For one step along $k$ we fetch 16 numbers of a row of
// $b$ and 6 of a column of $a$: 22 numbers for 96 multiplications. One
// element at a time would fetch 192.
#include "matmul_kernel.h"

// ## Vectors
//
// GCC and clang let us declare a vector type and write `+` and `*` on it; the
// compiler chooses the instructions. `Loose` is the same vector at any
// address, for reading from ordinary arrays.
//
// This file is compiled twice: for any processor, with vectors of 128 bits, and
// for those with 256 bits and a fused multiply-add. A vector that is wider than
// the processor's registers would stay in memory, and be many times slower.
#ifdef WIDE_VECTORS
enum { BYTES = 32 };
#else
enum { BYTES = 16 };
#endif
enum { LANES = BYTES / sizeof(real), VECTORS = TILE_COLUMNS / LANES };
typedef real Vector __attribute__((vector_size(BYTES)));
typedef real Loose
    __attribute__((vector_size(BYTES), aligned(sizeof(real)), may_alias));

// A tile that hangs over the right edge of $y$ is stored number by number.
static inline __attribute__((always_inline)) void
store(real *y, const Vector *sums, int columns)
{
    if (columns == TILE_COLUMNS) {
        for (int v = 0; v < VECTORS; v++) {
            *(Loose *)(y + v * LANES) = sums[v];
        }
    } else {
        for (int j = 0; j < columns; j++) {
            y[j] = sums[j / LANES][j % LANES];
        }
    }
}

// A row of the tile, filled up with zeros past the edge.
static inline __attribute__((always_inline)) void
load(Vector *row, const real *from, int columns)
{
    real filled[TILE_COLUMNS] = {0};
    if (columns < TILE_COLUMNS) {
        for (int j = 0; j < columns; j++) {
            filled[j] = from[j];
        }
        from = filled;
    }
    for (int v = 0; v < VECTORS; v++) {
        row[v] = *(const Loose *)(from + v * LANES);
    }
}

// ## One tile
//
// `ROWS` and `COLUMNS` are constants wherever this function is used, so the
// compiler unrolls the loops over them and keeps `sum` in registers. Rows past
// the edge of $a$ repeat the last one and are not stored.
//
// $$ y_{ij} = \mathrm{bias}_j + \sum_k a_{ik}\, b_{kj} $$
static inline __attribute__((always_inline)) void
fill(const Tile *t, const int ROWS, const int COLUMNS)
{
    Vector sum[TILE_ROWS_MAX][VECTORS] = {{{0}}};
    const real *row[TILE_ROWS_MAX];
    for (int i = 0; i < ROWS; i++) {
        row[i] = t->a.at + (i < t->rows ? i : t->rows - 1) * t->a.down;
    }

    for (int i = 0; t->add && i < ROWS && i < t->rows; i++) {
        load(sum[i], t->y + i * t->y_step, t->columns);
    }

    const ptrdiff_t right = t->a.right, b_step = t->b_step;
    const real *at = t->b;
    for (ptrdiff_t k = 0; k < t->depth; k++) {
        Vector b[VECTORS];
        for (int v = 0; v < COLUMNS / LANES; v++) {
            b[v] = *(const Loose *)(at + v * LANES);
        }
        for (int i = 0; i < ROWS; i++) {
            const real a = row[i][k * right];
            for (int v = 0; v < COLUMNS / LANES; v++) {
                sum[i][v] += a * b[v];
            }
        }
        at += b_step;
    }

    Vector bias[VECTORS] = {{0}};
    if (t->bias != NULL) {
        load(bias, t->bias, t->columns);
    }
    for (int i = 0; i < ROWS && i < t->rows; i++) {
        for (int v = 0; v < VECTORS; v++) {
            sum[i][v] += bias[v];
        }
        store(t->y + i * t->y_step, sum[i], t->columns);
    }
}

// Narrow vectors need twice as many registers, of which a processor of the x86 family
// has only sixteen: half as many rows must do.
#if defined(WIDE_VECTORS) || defined(__aarch64__)
enum { ROWS = TILE_ROWS_MAX };
#else
enum { ROWS = TILE_ROWS_MAX / 2 };
#endif

static void tile(const Tile *t)
{
    if (t->columns > VECTOR_LANES) {
        fill(t, ROWS, TILE_COLUMNS);
    } else {
        fill(t, ROWS, VECTOR_LANES);
    }
}

// ## One source, several processors
//
// The program asks the processor at run time: one binary runs everywhere and is
// fast where it can be.
#ifdef WIDE_VECTORS
const MatmulKernel matmul_kernel_wide = {"avx2+fma", ROWS, tile};
#else
static const MatmulKernel generic = {"generic", ROWS, tile};

#ifdef __x86_64__
const MatmulKernel *matmul_kernel_at(int index)
{
    const MatmulKernel *all[] = {&matmul_kernel_wide, &generic, NULL, NULL};
    index += wide_vectors_run_here() ? 0 : 1;
    return index < 3 ? all[index] : NULL;
}
#else
const MatmulKernel *matmul_kernel_at(int index)
{
    return index == 0 ? &generic : NULL;
}
#endif

const MatmulKernel *matmul_kernel(void) { return matmul_kernel_at(0); }
#endif
