// # The matrix product
//
// Nearly all the time of every network goes into this one operation. Here it
// stands twice: as three loops that are the definition, and as a fast form
// that gives the same numbers. **Where does the time go, if both do the same
// multiplications?** Into waiting for memory.
#include "matmul.h"

#include <stdlib.h>
#include <string.h>

#include "matmul_kernel.h"

static int rows_of(const Tensor *t) { return t->shape.n[0]; }
static int columns_of(const Tensor *t) { return t->size / t->shape.n[0]; }

// ## The definition
//
// $$ y_{nm} = \sum_{k} a_{nk}\, b_{km} $$
void matmul_plain(Tensor *y, const Tensor *a, const Tensor *b)
{
    const int N = rows_of(a), K = columns_of(a), M = columns_of(b);
    CHECK(rows_of(b) == K, "%s times %s", shape_text(a->shape).text,
          shape_text(b->shape).text);
    CHECK(y->size == N * M, "%d numbers in y for (%d, %d)", y->size, N, M);
    for (int n = 0; n < N; n++) {
        for (int m = 0; m < M; m++) {
            real sum = 0;
            for (int k = 0; k < K; k++) {
                sum += a->data[n * K + k] * b->data[k * M + m];
            }
            y->data[n * M + m] = sum;
        }
    }
}

// ## The fast form
//
// The result is cut into tiles, each small enough for the processor's
// registers; see [the inner loops](matmul_kernel.c). A tile reads a strip of
// $b$, 16 columns wide, from top to bottom. We first copy $b$ strip by strip
// into a buffer, so that every strip is one run through memory. Its last strip
// is filled up with zeros, so ragged edges vanish. And because the copy may
// read $b$ in any direction, $b^\top$ costs the same.
//
// The copy of a strip pays only if many rows of $a$ meet it. With a few rows,
// or where the strips begin at whole vectors anyway, $b$ is read in place.
typedef struct {
    int N, K, M;
    Strided a, b;
    const real *bias;
    real *y;
    const real *strips; /* the copy of b */
} Product;

static int smaller(int a, int b) { return a < b ? a : b; }

// The last strip is half as wide where that is enough.
static int strip_width(const Product *p, int first)
{
    return p->M - first > VECTOR_LANES ? TILE_COLUMNS : VECTOR_LANES;
}

static bool in_place(const Product *p, int first)
{
    enum { FEW_ROWS = 24 };
    return p->b.right == 1 && first + strip_width(p, first) <= p->M &&
           (p->N <= FEW_ROWS || p->M % VECTOR_LANES == 0);
}

static void copy_strip(real *strip, const Product *p, int first)
{
    const int width = strip_width(p, first);
    const int columns = smaller(p->M - first, width);
    const Strided b = {p->b.at + first * p->b.right, p->b.down, p->b.right};
    for (ptrdiff_t k = 0; k < p->K; k++) {
        real *row = strip + k * width;
        if (b.right == 1 && columns == TILE_COLUMNS) {
            memcpy(row, b.at + k * b.down, TILE_COLUMNS * sizeof *row);
            continue;
        }
        for (ptrdiff_t m = 0; m < width; m++) {
            row[m] = m < columns ? b.at[k * b.down + m * b.right] : 0;
        }
    }
}

static void fill_tile(const MatmulKernel *kernel, const Product *p, int n,
                      int m)
{
    Tile tile = {
        .rows = smaller(p->N - n, kernel->rows),
        .columns = smaller(p->M - m, TILE_COLUMNS),
        .depth = p->K,
        .a = {p->a.at + n * p->a.down, p->a.down, p->a.right},
        .bias = p->bias != NULL ? p->bias + m : NULL,
        .y = p->y + (ptrdiff_t)n * p->M + m,
        .y_step = p->M,
    };
    if (in_place(p, m)) {
        tile.b = p->b.at + m;
        tile.b_step = p->b.down;
    } else {
        tile.b = p->strips + (ptrdiff_t)m * p->K;
        tile.b_step = strip_width(p, m);
    }
    kernel->tile(&tile);
}

// The buffer for the strips belongs to the thread that called, and is kept
// from call to call: a training step allocates nothing.
static real *strip_buffer(size_t count)
{
    static _Thread_local real *buffer;
    static _Thread_local size_t capacity;
    if (count > capacity) {
        free(buffer);
        buffer = allocate(count, sizeof *buffer);
        capacity = count;
    }
    return buffer;
}

// ## Threads
//
// The tiles are dealt out to the threads, one strip from top to bottom before
// the next, so that the strip stays in the cache next to the processor. Each
// element of $y$ belongs to one tile and so to one thread, and its sum is made
// in the order of $k$: the result is the same, bit by bit, for any number of
// threads. To wake the threads takes about a microsecond, so small products
// stay on one.
static void multiply(Product p)
{
    enum { MANY = 200000 /* products that are worth a second thread */ };
    const MatmulKernel *kernel = matmul_kernel();
    const int strips = (p.M + TILE_COLUMNS - 1) / TILE_COLUMNS;
    const int blocks = (p.N + kernel->rows - 1) / kernel->rows;
    const int last = (strips - 1) * TILE_COLUMNS;
    const bool copies = !in_place(&p, 0) || !in_place(&p, last);
    real *copy = NULL;
    if (copies) {
        copy = strip_buffer((size_t)strips * TILE_COLUMNS * (size_t)p.K);
    }
    p.strips = copy;

#pragma omp parallel if ((double)p.N * p.K * p.M > MANY)
    {
        if (copies) {
#pragma omp for schedule(static)
            for (int s = 0; s < strips; s++) {
                const int m = s * TILE_COLUMNS;
                if (!in_place(&p, m)) {
                    copy_strip(copy + (ptrdiff_t)m * p.K, &p, m);
                }
            }
        }
#pragma omp for schedule(static)
        for (int t = 0; t < blocks * strips; t++) {
            fill_tile(kernel, &p, t % blocks * kernel->rows,
                      t / blocks * TILE_COLUMNS);
        }
    }
}

// ## Three products, one function
//
// Turned on its side, a matrix of $C$ columns is stepped through with 1 down
// and $C$ to the right instead of $C$ down and 1 to the right. Nothing moves.
static Strided upright(const Tensor *t)
{
    return (Strided){t->data, columns_of(t), 1};
}

static Strided on_its_side(const Tensor *t)
{
    return (Strided){t->data, 1, columns_of(t)};
}

static void check_result(const Tensor *y, const Tensor *a, const Tensor *b,
                         int N, int M)
{
    CHECK(y->size == N * M, "%s cannot hold the (%d, %d) result",
          shape_text(y->shape).text, N, M);
    CHECK(y->data != a->data && y->data != b->data,
          "a product cannot replace its factors");
}

void matmul_add_row(Tensor *y, const Tensor *a, const Tensor *b,
                    const Tensor *row)
{
    const int N = rows_of(a), K = columns_of(a), M = columns_of(b);
    CHECK(rows_of(b) == K, "%s times %s: %d columns meet %d rows",
          shape_text(a->shape).text, shape_text(b->shape).text, K,
          rows_of(b));
    CHECK(row == NULL || row->size == M, "a row of %d on rows of %d",
          row->size, M);
    check_result(y, a, b, N, M);
    multiply((Product){N, K, M, upright(a), upright(b),
                       row != NULL ? row->data : NULL, y->data, NULL});
}

void matmul(Tensor *y, const Tensor *a, const Tensor *b)
{
    matmul_add_row(y, a, b, NULL);
}

void matmul_tn(Tensor *y, const Tensor *a, const Tensor *b)
{
    const int N = columns_of(a), K = rows_of(a), M = columns_of(b);
    CHECK(rows_of(b) == K, "%s turned, times %s: %d columns meet %d rows",
          shape_text(a->shape).text, shape_text(b->shape).text, K,
          rows_of(b));
    check_result(y, a, b, N, M);
    multiply(
        (Product){N, K, M, on_its_side(a), upright(b), NULL, y->data, NULL});
}

void matmul_nt(Tensor *y, const Tensor *a, const Tensor *b)
{
    const int N = rows_of(a), K = columns_of(a), M = rows_of(b);
    CHECK(columns_of(b) == K, "%s times %s turned: %d columns meet %d rows",
          shape_text(a->shape).text, shape_text(b->shape).text, K,
          columns_of(b));
    check_result(y, a, b, N, M);
    multiply(
        (Product){N, K, M, upright(a), on_its_side(b), NULL, y->data, NULL});
}
