// # The matrix product
//
// Nearly all the time of every network goes into this one operation. Here it
// stands twice: as three loops that are the definition, and as a fast form
// that gives the same numbers. **Where does the time go, if both do the same
// multiplications?** Into waiting for memory.
#include "matmul.h"

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
// $b$, 16 columns wide, from top to bottom. We first copy a strip into a buffer,
// so that it is one run through memory. The last strip is filled up with zeros, so
// ragged edges vanish. And because the copy may read $b$ in any direction,
// $b^\top$ costs the same. A strip of more than 1024 rows is taken in pieces, so
// that the buffer is small enough to lie on the stack, and nobody has to free it.
//
// The copy of a strip pays only if many rows of $a$ meet it, or if $b$ is too large
// for the cache beside the processor. Otherwise, or where the strips begin at whole
// vectors anyway, $b$ is read in place.
typedef struct {
    int N, K, M;
    Strided a, b;
    const real *bias;
    real *y;
} Product;

typedef struct {
    int first, end;
} Range;

enum { PIECE = 1024 };

typedef struct {
    Range k;        /* its rows of b */
    const real *at; /* the first number */
    ptrdiff_t down; /* from a row to the next */
} Piece;

static int smaller(int a, int b) { return a < b ? a : b; }

// The last strip is half as wide where that is enough.
static int strip_width(const Product *p, int first)
{
    return p->M - first > VECTOR_LANES ? TILE_COLUMNS : VECTOR_LANES;
}

static bool in_place(const Product *p, int first)
{
    enum { FEW_ROWS = 60, NEAR = 100000 };
    const bool copy_pays = p->N > FEW_ROWS || (double)p->K * p->M > NEAR;
    return p->b.right == 1 && first + strip_width(p, first) <= p->M &&
           (!copy_pays || p->M % VECTOR_LANES == 0);
}

// A copy of known size, and zeros all at once, are no calls for each row.
static Piece copy_piece(const Product *p, int first, Range k, real *copy)
{
    const int width = strip_width(p, first), depth = k.end - k.first;
    const int columns = smaller(p->M - first, width);
    real *row = copy;
    const real *from = p->b.at + k.first * p->b.down + first * p->b.right;
    if (columns < width) {
        memset(copy, 0, (size_t)depth * (size_t)width * sizeof *copy);
    }
    for (int i = 0; i < depth; i++, row += width, from += p->b.down) {
        if (p->b.right == 1 && columns == TILE_COLUMNS) {
            memcpy(row, from, TILE_COLUMNS * sizeof *row);
        } else {
            for (ptrdiff_t m = 0; m < columns; m++) {
                row[m] = from[m * p->b.right];
            }
        }
    }
    return (Piece){k, copy, width};
}

static Piece piece_at(const Product *p, int first, Range k, real *copy)
{
    const real *at = p->b.at + k.first * p->b.down + first;
    return in_place(p, first) ? (Piece){k, at, p->b.down}
                              : copy_piece(p, first, k, copy);
}

// The tile of the first piece begins with zeros, the others go on from what stands in
// $y$. After the last one comes the bias.
static void fill_tile(const MatmulKernel *kernel, const Product *p,
                      const Piece *piece, int n, int m)
{
    const Range k = piece->k;
    const Tile tile = {
        .rows = smaller(p->N - n, kernel->rows),
        .columns = smaller(p->M - m, TILE_COLUMNS),
        .depth = k.end - k.first,
        .a = {p->a.at + n * p->a.down + k.first * p->a.right, p->a.down,
              p->a.right},
        .b = piece->at,
        .b_step = piece->down,
        .add = k.first > 0,
        .bias = p->bias != NULL && k.end == p->K ? p->bias + m : NULL,
        .y = p->y + (ptrdiff_t)n * p->M + m,
        .y_step = p->M,
    };
    kernel->tile(&tile);
}

// ## Threads
//
// The result is divided among the threads, half to each of two: by rows, or by strips
// if there are more of these, or if it is work to copy them because $b$ lies on its
// side. A thread writes a region of its own, and copies its strips for itself: what
// one processor has written, another one gets many times later than from its own
// cache.
//
// Each element of $y$ belongs to one thread, and its sum is made in the order
// of $k$: the result is the same, bit by bit, for any number of threads. To
// wake the threads takes about a microsecond, so small products stay on one.
static Range share_of(int count, int share, int shares)
{
    return (Range){(int)((ptrdiff_t)count * share / shares),
                   (int)((ptrdiff_t)count * (share + 1) / shares)};
}

// All rows meet one piece of a strip before the next, so that the piece stays in the
// cache beside the processor.
static void fill_strip(const MatmulKernel *kernel, const Product *p, int m,
                       Range down)
{
    real copy[PIECE * TILE_COLUMNS];
    const int pieces = (p->K + PIECE - 1) / PIECE;
    for (int i = 0; i < pieces; i++) {
        const Piece piece = piece_at(p, m, share_of(p->K, i, pieces), copy);
        for (int block = down.first; block < down.end; block++) {
            fill_tile(kernel, p, &piece, block * kernel->rows, m);
        }
    }
}

static void fill_share(const MatmulKernel *kernel, const Product *p,
                       int share, int shares)
{
    const int blocks = (p->N + kernel->rows - 1) / kernel->rows;
    const int strips = (p->M + TILE_COLUMNS - 1) / TILE_COLUMNS;
    Range down = {0, blocks}, right = {0, strips};
    if (strips > blocks || (p->b.right != 1 && strips >= shares)) {
        right = share_of(strips, share, shares);
    } else {
        down = share_of(blocks, share, shares);
    }
    for (int s = right.first; s < right.end; s++) {
        fill_strip(kernel, p, s * TILE_COLUMNS, down);
    }
}

static void multiply(Product p)
{
    const double many = 2e5; /* products that are worth a second thread */
    const MatmulKernel *kernel = matmul_kernel();
    const int shares =
        (double)p.N * p.K * p.M > many ? threads_available() : 1;
#pragma omp parallel for schedule(static) if (shares > 1)
    for (int i = 0; i < shares; i++) {
        fill_share(kernel, &p, i, shares);
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
                       row != NULL ? row->data : NULL, y->data});
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
    multiply((Product){N, K, M, on_its_side(a), upright(b), NULL, y->data});
}

void matmul_nt(Tensor *y, const Tensor *a, const Tensor *b)
{
    const int N = rows_of(a), K = columns_of(a), M = rows_of(b);
    CHECK(columns_of(b) == K, "%s times %s turned: %d columns meet %d rows",
          shape_text(a->shape).text, shape_text(b->shape).text, K,
          columns_of(b));
    check_result(y, a, b, N, M);
    multiply((Product){N, K, M, upright(a), on_its_side(b), NULL, y->data});
}
