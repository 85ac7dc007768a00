// # The matrix product, strip by strip
//
// The [inner loops](matmul_kernel.c) fill one small tile of $y = ab$ as fast as the
// processor can multiply, if its numbers are there in time. **Where does the time go, if
// all the multiplications are the same?** Into waiting for memory. A row of $b$ with 784
// numbers is 3 kB long, and a tile wants 16 numbers of each row.
//
// The result is cut into tiles, each small enough for the processor's registers. A tile
// reads a strip of
// $b$, 16 or 32 columns wide, from top to bottom. We first copy a strip into a buffer,
// so that it is one run through memory. And because the copy may read $b$ in any
// direction, $b^\top$ costs nearly the same. A long strip is taken in pieces, so that the
// buffer stays in the nearest cache but one.
//
// The copy of a strip pays only if many rows of $a$ meet it, or if $b$ is too large
// for the cache beside the processor. Otherwise $b$ is read in place.
//
// Where it pays, it pays much. A row of 1024 numbers is 4096 bytes long, and addresses
// that are 4096 apart share the same few places in the cache: of a strip that is read in
// place, hardly a row is still there when the next rows of $a$ want it. On one processor,
// the product of 1024 by 1024 took twice as long for this; another one hardly cared.
#include "fast/matmul_strips.h"

#include <string.h>

#include "fast/choice.h"
#include "fast/matmul_kernel.h"
#include "system/threads.h"

typedef struct {
    const MatmulKernel *kernel;
    int N, K, M;
    Matrix a, b;
    const real *bias;
    real *y;
    int pieces; /* of the sum over K */
    int groups; /* of rows, if the pieces are computed apart */
    real *
        apart; /* then: (pieces - 1, N, M), what all but the first of them give */
} Product;

typedef struct {
    int first, end;
} Range;

enum {
    PIECE = 1280, /* rows of b, at most */
    LONG = 512,   /* more rows than that are two pieces, if */
    NARROW = 256, /* there are not more columns than that */
    FEW_ROWS = 60,
    MANY_ROWS = 250,
    NEAR = 500000 /* numbers of b */
};

typedef struct {
    const real *at; /* the first number */
    ptrdiff_t down; /* from a row to the next */
} Piece;

static int smaller(int a, int b) { return a < b ? a : b; }

// The last columns need one narrower strip, or two: fifty are $32 + 16 + 2$.
static int strip_width(const Product *p, int first)
{
    const int width = p->kernel->columns, narrow = p->kernel->narrow;
    const int left = p->M - first;
    return left > width / 2 + narrow ? width
           : left > narrow           ? width / 2
                                     : narrow;
}

/* Those of its columns that are in the matrix. */
static int strip_columns(const Product *p, int first)
{
    return smaller(p->M - first, strip_width(p, first));
}

static bool is_near(const Product *p) { return (double)p->K * p->M <= NEAR; }

static bool in_place(const Product *p, int first, int rows)
{
    return rows <= FEW_ROWS && is_near(p) && p->b.right == 1 &&
           first + strip_width(p, first) <= p->M;
}

// Of a matrix on its side, neighbours in a row lie far apart. Four at a time are written
// at once.
static void gather_row(real *restrict to, const real *restrict from,
                       ptrdiff_t step, int count)
{
    ptrdiff_t m = 0;
    for (; m + 4 <= count; m += 4) {
        const real four[4] = {from[m * step], from[(m + 1) * step],
                              from[(m + 2) * step], from[(m + 3) * step]};
        memcpy(to + m, four, sizeof four);
    }
    for (; m < count; m++) {
        to[m] = from[m * step];
    }
}

// A row of a width that the compiler knows is copied in two or three instructions.
static inline __attribute__((always_inline)) void
copy_width(real *restrict copy, const real *restrict from, ptrdiff_t down,
           int rows, const int WIDTH)
{
    for (int i = 0; i < rows; i++) {
        memcpy(copy + i * WIDTH, from + i * down,
               (size_t)WIDTH * sizeof *copy);
    }
}

static void copy_whole(real *copy, const real *from, ptrdiff_t down, int rows,
                       int width)
{
    switch (width) {
    case 32:
        copy_width(copy, from, down, rows, 32);
        break;
    case 16:
        copy_width(copy, from, down, rows, 16);
        break;
    case 8:
        copy_width(copy, from, down, rows, 8);
        break;
    case 4:
        copy_width(copy, from, down, rows, 4);
        break;
    default:
        copy_width(copy, from, down, rows, 2);
    }
}

// What hangs over the right edge is never used. It may be anything that can be read: the
// beginning of the next row, and zeros after the last row.
static int rows_to_read(const Product *p, Range k, int over)
{
    if (p->b.right != 1) {
        return 0;
    }
    const int down = (int)p->b.down, without = (over + down - 1) / down;
    const int count = smaller(k.end, p->K - without) - k.first;
    return count > 0 ? count : 0;
}

static void copy_rows(const Product *p, int first, Range k, real *copy)
{
    const int width = strip_width(p, first);
    const int columns = strip_columns(p, first);
    const int whole = rows_to_read(p, k, width - columns);
    const real *from = p->b.at + k.first * p->b.down + first * p->b.right;
    copy_whole(copy, from, p->b.down, whole, width);
    for (int i = whole; i < k.end - k.first; i++) {
        real *row = copy + i * width;
        gather_row(row, from + i * p->b.down, p->b.right, columns);
        for (int m = columns; m < width; m++) {
            row[m] = 0;
        }
    }
}

static Piece piece_at(const Product *p, int first, Range k, int rows,
                      real *copy)
{
    if (in_place(p, first, rows)) {
        return (Piece){p->b.at + k.first * p->b.down + first, p->b.down};
    }
    copy_rows(p, first, k, copy);
    return (Piece){copy, strip_width(p, first)};
}

// Each piece gives a sum of its own. They are added in order, and after the last one
// comes the bias.
static Range rows_of_piece(const Product *p, int i)
{
    return (Range){part_begin(p->K, i, p->pieces),
                   part_begin(p->K, i + 1, p->pieces)};
}

static real *sums_of_piece(const Product *p, int i)
{
    return i == 0 || p->apart == NULL
               ? p->y
               : p->apart + (ptrdiff_t)(i - 1) * p->N * p->M;
}

// All rows meet one piece of a strip before the next, so that the piece stays in the
// cache beside the processor.
static void fill_piece(const Product *p, int i, int m, Range blocks)
{
    const int n = blocks.first * p->kernel->rows;
    const int rows = smaller(p->N, blocks.end * p->kernel->rows) - n;
    const Range k = rows_of_piece(p, i);
    real *copy = thread_room(PIECE * WIDEST_TILE * sizeof *copy);
    const Piece piece = piece_at(p, m, k, rows, copy);
    const bool apart = p->apart != NULL, last = i == p->pieces - 1;
    p->kernel->tiles(&(Tiles){
        .rows = rows,
        .columns = strip_columns(p, m),
        .depth = k.end - k.first,
        .a = p->a.at + n * p->a.down + k.first * p->a.right,
        .a_down = p->a.down,
        .a_right = p->a.right,
        .b = piece.at,
        .b_step = piece.down,
        .add = i > 0 && !apart,
        .bias = p->bias != NULL && last && !apart ? p->bias + m : NULL,
        .y = sums_of_piece(p, i) + (ptrdiff_t)n * p->M + m,
        .y_step = p->M,
    });
}

static void fill_strip(const Product *p, int m, Range blocks)
{
    for (int i = 0; i < p->pieces; i++) {
        fill_piece(p, i, m, blocks);
    }
}

// ## Threads
//
// The result is divided among the threads, half to each of two: by blocks of rows, or
// by strips if there are more of these, or if it is much work to copy them because a
// large $b$ lies on its side. A thread writes a region of its own, and copies its strips for itself:
// what one processor has written, another one gets many times later than from its own
// cache.
//
// Each element of $y$ belongs to one thread, and its sum is made in the order
// of $k$: the result is the same, bit by bit, for any number of threads.
static int blocks_of(const Product *p)
{
    return (p->N + p->kernel->rows - 1) / p->kernel->rows;
}

static int strips_of(const Product *p)
{
    int strips = 0;
    for (int m = 0; m < p->M; m += strip_width(p, m)) {
        strips++;
    }
    return strips;
}

static void fill_strips(void *product, int first, int end)
{
    const Product *p = product;
    for (int s = 0, m = 0; s < end; m += strip_width(p, m), s++) {
        if (s >= first) {
            fill_strip(p, m, (Range){0, blocks_of(p)});
        }
    }
}

static void fill_blocks(void *product, int first, int end)
{
    const Product *p = product;
    for (int m = 0; m < p->M; m += strip_width(p, m)) {
        fill_strip(p, m, (Range){first, end});
    }
}

// ## Who wrote it last
//
// A layer's $b$ is its weights. Forward, each thread would read all of them, and then the
// optimizer writes new ones. But before a processor may write a number that another one
// has read, that one must be told to forget it, and where the two are far apart, this
// can take longer than everything else the optimizer does. So in training, where $b$ is
// large and $a$ has few rows, each thread reads its **own rows** of $b$, the same that it
// has on the way back, and in the optimizer. That is a piece of all sums, and the pieces
// are added at the end. Where [nobody learns](choice.c), this would only make more work.
//
// Where the pieces are depends on the shape of $b$ alone, and they are added in order
// either way. So the bits do not depend on whether they were computed apart.
static int pieces_of(int K, int M)
{
    const bool whole = M <= NARROW ? K <= LONG : K <= PIECE;
    const int pieces = (K + PIECE - 1) / PIECE;
    return whole ? 1 : pieces + pieces % 2;
}

static void fill_pieces(void *product, int first, int end)
{
    const Product *p = product;
    for (int part = first; part < end; part++) {
        const int group = part % p->groups, blocks = blocks_of(p);
        const Range rows = {part_begin(blocks, group, p->groups),
                            part_begin(blocks, group + 1, p->groups)};
        for (int m = 0; m < p->M; m += strip_width(p, m)) {
            fill_piece(p, part / p->groups, m, rows);
        }
    }
}

static void add_pieces(void *product, int first, int end)
{
    const Product *p = product;
    const ptrdiff_t size = (ptrdiff_t)p->N * p->M;
    for (ptrdiff_t n = first * (ptrdiff_t)p->M; n < end * (ptrdiff_t)p->M;
         n += p->M) {
        for (int i = 0; i < p->pieces - 1; i++) {
            const real *sums = p->apart + i * size + n;
            for (int m = 0; m < p->M; m++) {
                p->y[n + m] += sums[m];
            }
        }
        for (int m = 0; p->bias != NULL && m < p->M; m++) {
            p->y[n + m] += p->bias[m];
        }
    }
}

static bool pays_apart(const Product *p, double nanoseconds)
{
    return p->pieces > 1 && p->N <= MANY_ROWS && p->b.right == 1 &&
           p->N <= p->K && nanoseconds > 20000 && threads_available() > 1 &&
           weights_will_change();
}

static void fill_apart(Product *p, double nanoseconds)
{
    const ptrdiff_t size = (ptrdiff_t)p->N * p->M;
    const int threads = threads_available();
    p->groups =
        smaller(blocks_of(p), 2 * ((threads + p->pieces - 1) / p->pieces));
    p->apart = job_room((size_t)((p->pieces - 1) * size) * sizeof *p->apart);
    in_parts(
        (Job){.count = p->pieces * p->groups, .nanoseconds = nanoseconds},
        fill_pieces, p);
    in_parts(
        (Job){.count = p->N, .nanoseconds = 0.1 * (double)(p->pieces * size)},
        add_pieces, p);
}

// ## All of it
//
// Each part of the blocks copies all strips, so it must have many rows, or so few that
// it need not copy.
void matmul_fast(Tensor *y, Matrix a, Matrix b, const Tensor *row)
{
    Product p = {
        .kernel = matmul_kernel(),
        .N = a.rows,
        .K = a.columns,
        .M = b.columns,
        .a = a,
        .b = b,
        .bias = row != NULL ? row->data : NULL,
        .y = y->data,
        .pieces = pieces_of(a.columns, b.columns),
    };
    const int blocks = blocks_of(&p), strips = strips_of(&p);
    Job job = {.nanoseconds = kernel_nanoseconds((double)p.N * p.K * p.M)};
    if (pays_apart(&p, job.nanoseconds)) {
        fill_apart(&p, job.nanoseconds);
    } else if (strips > blocks || (b.right != 1 && !is_near(&p))) {
        job.count = strips;
        in_parts(job, fill_strips, &p);
    } else {
        job.count = blocks;
        job.least = (is_near(&p) ? FEW_ROWS : MANY_ROWS) / p.kernel->rows;
        in_parts(job, fill_blocks, &p);
    }
}
