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

#include "fast/pool_fours.h"
#include "math/pool.h"
#include "system/threads.h"

typedef struct {
    Layer base;
    Window window;
    int *winners; /* for each output, where its number stood in x; owned */
    int capacity; /* how many there is room for */
} MaxPool;

static void fit_winners(MaxPool *m, int count)
{
    if (count > m->capacity) {
        free(m->winners);
        m->winners = allocate((size_t)count, sizeof *m->winners);
        m->capacity = count;
    }
}

// Each channel of each image is on its own: a plane. So planes can be pooled at the
// same time.
typedef struct {
    const Window *window;
    int *winners;
    Tensor small, large; /* y and x, or dout and dx */
} Pooling;

static Tensor plane_of(const Tensor *t, int i)
{
    const Shape shape = SHAPE(1, 1, t->shape.n[2], t->shape.n[3]);
    return tensor_view(t->data + (ptrdiff_t)i * shape_size(shape), shape);
}

// ## Forward
//
// The [definition](../math/pool.c) finds the largest number under each window, and
// where it stood. Windows of four numbers side by side have a
// [faster way](../fast/pool_fours.c) to the same.
//
// $$ y_{ij} = \max_{u,v}\; x_{iS+u-P,\,jS+v-P} $$
static void forward_planes(void *pooling, int first, int end)
{
    const Pooling *p = pooling;
    for (int i = first; i < end; i++) {
        Tensor y = plane_of(&p->small, i);
        const Tensor x = plane_of(&p->large, i);
        int *winners = p->winners + (ptrdiff_t)i * y.size;
        if (!pool_fours(&y, winners, &x, p->window)) {
            max_pool_plain(&y, winners, &x, p->window);
        }
    }
}

static void max_pool_forward(Layer *layer, const Tensor *x)
{
    MaxPool *m = (MaxPool *)layer;
    layer_check_images(layer, x, 0, &m->window);
    const Shape shape = window_output(&m->window, x->shape, x->shape.n[1]);
    layer->out = tensor_fit(layer->out, shape);
    fit_winners(m, layer->out->size);
    in_parts((Job){.count = x->shape.n[0] * x->shape.n[1],
                   .nanoseconds = 0.5 * x->size},
             forward_planes,
             &(Pooling){&m->window, m->winners, *layer->out, *x});
}

// ## Backward
//
// Only the winner reached the output, so it alone gets the gradient: of $dout = 5$, the
// 9 above gets $5$, and the $1$, the $2$ and the $4$ get $0$.
static void backward_planes(void *pooling, int first, int end)
{
    const Pooling *p = pooling;
    for (int i = first; i < end; i++) {
        const Tensor dout = plane_of(&p->small, i);
        Tensor dx = plane_of(&p->large, i);
        max_pool_back_plain(&dx, p->winners + (ptrdiff_t)i * dout.size,
                            &dout);
    }
}

static void max_pool_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    const MaxPool *m = (MaxPool *)layer;
    if (dx == NULL) {
        return;
    }
    const Tensor shaped = tensor_view(dout->data, layer->out->shape);
    in_parts((Job){.count = dx->shape.n[0] * dx->shape.n[1],
                   .nanoseconds = 0.3 * dx->size},
             backward_planes,
             &(Pooling){&m->window, m->winners, shaped, *dx});
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
