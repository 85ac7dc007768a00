// # Passes over features
//
// The numbers of [one feature](../math/feature.c) lie far apart in a matrix. A loop that
// follows one of them takes 64 bytes from memory for each number, uses 4 of them and
// fills no vector. **How can the loops run over neighbours, if the neighbours belong to
// other features?** By working on all features at once.
//
// A batch is read as $N$ rows of $D = C \cdot P$ numbers. We add up the rows, place by
// place, and then fold the $P$ places of each feature into one number. To use such a
// number we spread it over its places again. Both are a small part of the work, one in $N$.
#include "fast/feature_passes.h"

#include <string.h>

#include "system/threads.h"

typedef struct {
    int N, C, P, D;      /* D = C P */
    const real *in, *by; /* what is read */
    real *change, *out;  /* what is changed in place, and written */
    real *row[3];        /* D numbers each */
} Pass;

// The rows lie in the room of the thread that begins. The others get its pointers.
static Pass pass_over(const Tensor *x)
{
    const int N = x->shape.n[0], C = x->shape.n[1], D = x->size / N;
    real *row = job_room(3 * (size_t)D * sizeof *row);
    return (Pass){.N = N,
                  .C = C,
                  .P = D / C,
                  .D = D,
                  .in = x->data,
                  .row = {row, row + D, row + 2 * (ptrdiff_t)D}};
}

// A matrix has $P = 1$, and folding and spreading are copies. As loops whose inner loop
// makes one turn they took a ninth of the time of batch normalization, for 100 examples
// of 100 features.
static void fold(Tensor *feature, const Pass *p, const real *row)
{
    if (p->P == 1) {
        memcpy(feature->data, row, (size_t)p->D * sizeof *row);
        return;
    }
    for (int c = 0; c < p->C; c++) {
        real sum = 0;
        for (int i = 0; i < p->P; i++) {
            sum += row[c * p->P + i];
        }
        feature->data[c] = sum;
    }
}

static void spread_over(real *row, const Pass *p, const Tensor *feature)
{
    if (p->P == 1) {
        memcpy(row, feature->data, (size_t)p->D * sizeof *row);
        return;
    }
    for (int c = 0; c < p->C; c++) {
        for (int i = 0; i < p->P; i++) {
            row[c * p->P + i] = feature->data[c];
        }
    }
}

// ## Blocks
//
// The places are worked on in blocks of 512. Three rows of a block are 6 or 12 kB: they
// fit into the nearest cache and stay there from the first example to the last. A block
// belongs to one thread, so the sums do not depend on how many threads there are.
typedef void PassFunction(const Pass *p, int first, int end);

typedef struct {
    const Pass *pass;
    PassFunction *work;
} Blocks;

enum { BLOCK = 512 };

static void work_on_blocks(void *context, int first, int end)
{
    const Blocks *b = context;
    for (int i = first * BLOCK; i < end * BLOCK && i < b->pass->D;
         i += BLOCK) {
        const int left = b->pass->D - i;
        b->work(b->pass, i, left < BLOCK ? b->pass->D : i + BLOCK);
    }
}

// A number takes roughly 0.2 ns in each pass.
static void in_blocks(const Pass *p, PassFunction *work)
{
    in_parts((Job){.count = (p->D + BLOCK - 1) / BLOCK,
                   .nanoseconds = 0.2 * p->N * p->D},
             work_on_blocks, &(Blocks){p, work});
}

// ## Passes that add up
//
// `restrict` promises the compiler that no row is written through another name. Without
// it, the loops would have to ask first whether a store changes what is loaded later.
static void sum_rows(const Pass *p, int first, int end)
{
    real *restrict sum = p->row[0];
    for (int i = first; i < end; i++) {
        sum[i] = 0;
    }
    for (int n = 0; n < p->N; n++) {
        const real *restrict x = p->in + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            sum[i] += x[i];
        }
    }
}

static real share(const Pass *p) { return 1 / ((real)p->N * (real)p->P); }

static void fold_mean(Tensor *mean, const Pass *p, const real *row)
{
    fold(mean, p, row);
    tensor_scale(mean, share(p), mean);
}

void feature_mean_fast(Tensor *mean, const Tensor *x)
{
    const Pass p = pass_over(x);
    in_blocks(&p, sum_rows);
    fold_mean(mean, &p, p.row[0]);
}

static void center_rows(const Pass *p, int first, int end)
{
    const real *restrict mean = p->row[0];
    real *restrict squares = p->row[1];
    for (int i = first; i < end; i++) {
        squares[i] = 0;
    }
    for (int n = 0; n < p->N; n++) {
        const real *restrict x = p->in + (ptrdiff_t)n * p->D;
        real *restrict out = p->out + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            const real distance = x[i] - mean[i];
            out[i] = distance;
            squares[i] += distance * distance;
        }
    }
}

void feature_center_fast(Tensor *distance, Tensor *variance, const Tensor *x,
                         const Tensor *mean)
{
    Pass p = pass_over(x);
    p.out = distance->data;
    spread_over(p.row[0], &p, mean);
    in_blocks(&p, center_rows);
    fold_mean(variance, &p, p.row[1]);
}

static void sum_products(const Pass *p, int first, int end)
{
    real *restrict sum = p->row[0], *restrict product = p->row[1];
    for (int i = first; i < end; i++) {
        sum[i] = product[i] = 0;
    }
    for (int n = 0; n < p->N; n++) {
        const real *restrict y = p->in + (ptrdiff_t)n * p->D;
        const real *restrict x = p->by + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            sum[i] += y[i];
            product[i] += y[i] * x[i];
        }
    }
}

void feature_sums_fast(Tensor *sum, Tensor *product, const Tensor *y,
                       const Tensor *x)
{
    Pass p = pass_over(x);
    p.in = y->data;
    p.by = x->data;
    in_blocks(&p, sum_products);
    fold(sum, &p, p.row[0]);
    fold(product, &p, p.row[1]);
}

// ## Passes that apply a formula
//
// Three numbers for each feature come spread out as three rows, so that the loop reads
// them as it reads the batch: a vector at a time.
static Pass pass_with(const Tensor *x, const Tensor *a, const Tensor *b,
                      const Tensor *c)
{
    const Pass p = pass_over(x);
    spread_over(p.row[0], &p, a);
    spread_over(p.row[1], &p, b);
    spread_over(p.row[2], &p, c);
    return p;
}

// Two formulas in one pass: the number between them is still in a register.
static void normalize_rows(const Pass *p, int first, int end)
{
    const real *restrict factor = p->row[0], *restrict gamma = p->row[1];
    const real *restrict beta = p->row[2];
    for (int n = 0; n < p->N; n++) {
        real *restrict x = p->change + (ptrdiff_t)n * p->D;
        real *restrict y = p->out + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            x[i] *= factor[i];
            y[i] = gamma[i] * x[i] + beta[i];
        }
    }
}

void feature_normalize_fast(Tensor *y, Tensor *x, const Tensor *factor,
                            const Tensor *gamma, const Tensor *beta)
{
    Pass p = pass_with(x, factor, gamma, beta);
    p.change = x->data;
    p.out = y->data;
    in_blocks(&p, normalize_rows);
}

static void rescale_rows(const Pass *p, int first, int end)
{
    const real *restrict mean = p->row[0], *restrict scale = p->row[1];
    const real *restrict shift = p->row[2];
    for (int n = 0; n < p->N; n++) {
        const real *restrict x = p->in + (ptrdiff_t)n * p->D;
        real *restrict y = p->out + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            y[i] = (x[i] - mean[i]) * scale[i] + shift[i];
        }
    }
}

void feature_rescale_fast(Tensor *y, const Tensor *x, const Tensor *mean,
                          const Tensor *scale, const Tensor *shift)
{
    Pass p = pass_with(x, mean, scale, shift);
    p.out = y->data;
    in_blocks(&p, rescale_rows);
}

static void rest_of_rows(const Pass *p, int first, int end)
{
    const real *restrict scale = p->row[0], *restrict mean = p->row[1];
    const real *restrict along = p->row[2];
    for (int n = 0; n < p->N; n++) {
        const real *restrict y = p->in + (ptrdiff_t)n * p->D;
        const real *restrict x = p->by + (ptrdiff_t)n * p->D;
        real *restrict rest = p->out + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            rest[i] = scale[i] * (y[i] - mean[i] - x[i] * along[i]);
        }
    }
}

void feature_rest_fast(Tensor *rest, const Tensor *scale, const Tensor *y,
                       const Tensor *sum, const Tensor *x,
                       const Tensor *product)
{
    Pass p = pass_with(x, scale, sum, product);
    const real part = share(&p);
    for (int i = 0; i < p.D; i++) {
        p.row[1][i] *= part;
        p.row[2][i] *= part;
    }
    p.in = y->data;
    p.by = x->data;
    p.out = rest->data;
    in_blocks(&p, rest_of_rows);
}
