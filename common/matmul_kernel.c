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
// address, for reading from ordinary arrays. A tile that hangs over the right
// edge of $y$ is stored number by number.
typedef real Vector __attribute__((vector_size(32)));
typedef real Loose
    __attribute__((vector_size(32), aligned(sizeof(real)), may_alias));

static inline __attribute__((always_inline)) void
store(real *y, const Vector *sums, int columns)
{
    if (columns == TILE_COLUMNS) {
        *(Loose *)y = sums[0];
        *(Loose *)(y + VECTOR_LANES) = sums[1];
    } else {
        for (int j = 0; j < columns; j++) {
            y[j] = sums[j / VECTOR_LANES][j % VECTOR_LANES];
        }
    }
}

// ## One tile
//
// `ROWS` and `WIDTH` (in vectors) are constants wherever this function is
// used, so the compiler unrolls the loops over them and keeps `sum` in
// registers. Rows past the edge of $a$ repeat the last one and are not stored.
//
// $$ y_{ij} = \mathrm{bias}_j + \sum_k a_{ik}\, b_{kj} $$
static inline __attribute__((always_inline)) void
fill(const Tile *t, const int ROWS, const int WIDTH)
{
    Vector sum[TILE_ROWS_MAX][2] = {{{0}}};
    const real *row[TILE_ROWS_MAX];
    for (int i = 0; i < ROWS; i++) {
        row[i] = t->a.at + (i < t->rows ? i : t->rows - 1) * t->a.down;
    }

    const ptrdiff_t right = t->a.right, b_step = t->b_step;
    const real *b = t->b;
    for (ptrdiff_t k = 0; k < t->depth; k++) {
        Vector b0 = *(const Loose *)b, b1 = {0};
        if (WIDTH == 2) {
            b1 = *(const Loose *)(b + VECTOR_LANES);
        }
        for (int i = 0; i < ROWS; i++) {
            real a = row[i][k * right];
            sum[i][0] += a * b0;
            if (WIDTH == 2) {
                sum[i][1] += a * b1;
            }
        }
        b += b_step;
    }

    Vector bias[2] = {{0}};
    for (int j = 0; t->bias != NULL && j < t->columns; j++) {
        bias[j / VECTOR_LANES][j % VECTOR_LANES] = t->bias[j];
    }
    for (int i = 0; i < ROWS; i++) {
        const Vector y[2] = {sum[i][0] + bias[0], sum[i][1] + bias[1]};
        if (i < t->rows) {
            store(t->y + i * t->y_step, y, t->columns);
        }
    }
}

static inline __attribute__((always_inline)) void fill_any(const Tile *t,
                                                           const int ROWS)
{
    if (t->columns > VECTOR_LANES) {
        fill(t, ROWS, 2);
    } else {
        fill(t, ROWS, 1);
    }
}

// ## One source, several processors
//
// The same function is compiled once for processors with 256-bit vectors and
// fused multiply-add, and once for any processor (whose narrower registers
// hold only half as many rows). The program asks the processor at run time:
// one binary runs everywhere and is fast where it can be.
static void tile_generic(const Tile *t)
{
#if defined(__aarch64__) || defined(__AVX__)
    fill_any(t, TILE_ROWS_MAX);
#else
    fill_any(t, TILE_ROWS_MAX / 2);
#endif
}

static const MatmulKernel generic = {
    "generic",
#if defined(__aarch64__) || defined(__AVX__)
    TILE_ROWS_MAX,
#else
    TILE_ROWS_MAX / 2,
#endif
    tile_generic,
};

#ifdef __x86_64__
__attribute__((target("avx2,fma"))) static void tile_wide(const Tile *t)
{
    fill_any(t, TILE_ROWS_MAX);
}

static const MatmulKernel wide = {"avx2+fma", TILE_ROWS_MAX, tile_wide};

static bool wide_runs_here(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

const MatmulKernel *matmul_kernel_at(int index)
{
    const MatmulKernel *all[] = {&wide, &generic, NULL, NULL};
    index += wide_runs_here() ? 0 : 1;
    return index < 3 ? all[index] : NULL;
}
#else
const MatmulKernel *matmul_kernel_at(int index)
{
    return index == 0 ? &generic : NULL;
}
#endif

const MatmulKernel *matmul_kernel(void) { return matmul_kernel_at(0); }
