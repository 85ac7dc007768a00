// # The max pooling layer
//
// A filter that has found a stroke answers with a large number, at the place of the
// stroke. Does it matter whether the stroke is one pixel further to the right?
// **How does a network forget a little of the place, but not of the answer?**
// Of each window only the largest number is kept.
//
// From $\begin{pmatrix} 1 & 2 \\ 9 & 4 \end{pmatrix}$ one number remains, 9,
// wherever in the window it stands. The window usually moves by its own size, so
// that each number is looked at once; but it need not.
#include "layers/max_pool.h"

#include <stdlib.h>

#include "system/threads.h"

typedef struct {
    Layer base;
    Window window;
    int *winners; /* for each output, where its number stood in x; owned */
    int capacity; /* how many there is room for */
} MaxPool;

// ## Forward
//
// Each channel of each image is on its own: a plane. We remember for each output
// which number won.
typedef struct {
    const Window *window;
    int H, W, OH, OW;
} Planes;

static Planes planes_of(const Window *window, const Tensor *x,
                        const Tensor *y)
{
    return (Planes){window, x->shape.n[2], x->shape.n[3], y->shape.n[2],
                    y->shape.n[3]};
}

static int at_least(int a, int least) { return a > least ? a : least; }
static int at_most(int a, int most) { return a < most ? a : most; }

// A number that is not one (NaN) is a sign of trouble. It wins over all others, so
// that the trouble is seen in the loss and not hidden here. Comparisons with it are
// false, hence the second half of the line. `|` has no branch, unlike `||`.
static int wins(real challenger, real winner)
{
    return (challenger > winner) | (challenger != challenger);
}

static int find_winner(const real *x, const Planes *p, int i, int j)
{
    const Window *w = p->window;
    const int row = i * w->stride_down - w->pad_down;
    const int column = j * w->stride_right - w->pad_right;
    const int bottom = at_most(row + w->height, p->H);
    const int end = at_most(column + w->width, p->W);
    int winner = at_least(row, 0) * p->W + at_least(column, 0);
    for (int r = at_least(row, 0); r < bottom; r++) {
        for (int c = at_least(column, 0); c < end; c++) {
            const int place = r * p->W + c;
            winner = wins(x[place], x[winner]) ? place : winner;
        }
    }
    return winner;
}

// Nearly everybody uses windows of $2 \times 2$ side by side. For these the same is
// written out, without a loop and without an edge. Which of two numbers is larger is as
// good as random, and a processor that guesses where a branch goes would often be wrong.
// Here every answer is a number, 0 or 1, so there is no branch, and the compiler does
// several windows at once. First comes the largest, and then who it was: not `a`, nor
// `b`, nor `c`.
static void pool_row_by_fours(real *restrict y, int *restrict winners,
                              const real *x, int place, const Planes *p)
{
    const int W = p->W, OW = p->OW;
    const real *above = x + place, *below = above + W;
    for (int j = 0; j < OW; j++) {
        const real a = above[2 * j], b = above[2 * j + 1];
        const real c = below[2 * j], d = below[2 * j + 1];
        const real ab = b > a ? b : a, cd = d > c ? d : c;
        const real most = cd > ab ? cd : ab;
        const int not_a = a != most, nor_b = not_a & (b != most);
        const int nor_c = nor_b & (c != most);
        y[j] = most;
        winners[j] = place + 2 * j + not_a + nor_b * (W - 1) + nor_c;
    }
}

static bool by_fours(const Window *w)
{
    return w->height == 2 && w->width == 2 && w->stride_down == 2 &&
           w->stride_right == 2 && w->pad_down == 0 && w->pad_right == 0;
}

// These comparisons let a NaN lose. A plane that holds one goes the general way.
static bool has_nan(const real *x, int count)
{
    int found = 0;
    for (int i = 0; i < count; i++) {
        found |= x[i] != x[i];
    }
    return found != 0;
}

static void pool_plane(real *y, int *winners, const real *x, const Planes *p)
{
    const bool fours = by_fours(p->window) && !has_nan(x, p->H * p->W);
    for (int i = 0; i < p->OH; i++, y += p->OW, winners += p->OW) {
        if (fours) {
            pool_row_by_fours(y, winners, x, 2 * i * p->W, p);
            continue;
        }
        for (int j = 0; j < p->OW; j++) {
            winners[j] = find_winner(x, p, i, j);
            y[j] = x[winners[j]];
        }
    }
}

static void fit_winners(MaxPool *m, int count)
{
    if (count > m->capacity) {
        free(m->winners);
        m->winners = allocate((size_t)count, sizeof *m->winners);
        m->capacity = count;
    }
}

typedef struct {
    Planes planes;
    real *y, *dx;
    const real *x, *dout;
    int *winners;
} Pooling;

static void pool_planes(void *pooling, int first, int end)
{
    const Pooling *m = pooling;
    const Planes *p = &m->planes;
    for (int i = first; i < end; i++) {
        const ptrdiff_t place = (ptrdiff_t)i * p->OH * p->OW;
        pool_plane(m->y + place, m->winners + place,
                   m->x + (ptrdiff_t)i * p->H * p->W, p);
    }
}

static void max_pool_forward(Layer *layer, const Tensor *x)
{
    MaxPool *m = (MaxPool *)layer;
    const Shape shape = window_output(&m->window, x->shape, x->shape.n[1]);
    layer->out = tensor_fit(layer->out, shape);
    fit_winners(m, layer->out->size);
    in_parts((Job){.count = x->shape.n[0] * x->shape.n[1],
                   .nanoseconds = 0.5 * x->size},
             pool_planes,
             &(Pooling){.planes = planes_of(&m->window, x, layer->out),
                        .y = layer->out->data,
                        .x = x->data,
                        .winners = m->winners});
}

// ## Backward
//
// Only the winner reached the output, so it alone gets the gradient. Where windows
// overlap, a number can win several times, and its gradients add up.
static void back_to_winners(void *pooling, int first, int end)
{
    const Pooling *m = pooling;
    const int pixels = m->planes.H * m->planes.W;
    const int outputs = m->planes.OH * m->planes.OW;
    for (int i = first; i < end; i++) {
        real *plane = m->dx + (ptrdiff_t)i * pixels;
        const ptrdiff_t place = (ptrdiff_t)i * outputs;
        for (int k = 0; k < pixels; k++) {
            plane[k] = 0;
        }
        for (int k = 0; k < outputs; k++) {
            plane[m->winners[place + k]] += m->dout[place + k];
        }
    }
}

static void max_pool_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    const MaxPool *m = (MaxPool *)layer;
    if (dx == NULL) {
        return;
    }
    in_parts((Job){.count = dx->shape.n[0] * dx->shape.n[1],
                   .nanoseconds = 0.3 * dx->size},
             back_to_winners,
             &(Pooling){.planes = planes_of(&m->window, layer->x, layer->out),
                        .dx = dx->data,
                        .dout = dout->data,
                        .winners = m->winners});
}

static void max_pool_free(Layer *layer) { free(((MaxPool *)layer)->winners); }

static const LayerKind max_pool = {"max pooling", max_pool_forward,
                                   max_pool_backward, max_pool_free};

Layer *max_pool_new(Window window)
{
    window_check_pool(&window);
    MaxPool *m = layer_new(&max_pool, sizeof *m);
    m->window = window;
    return &m->base;
}
