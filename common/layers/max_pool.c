// # The max pooling layer
//
// A filter that has found a stroke answers with a large number, at the place
// of the stroke. Whether the stroke is one pixel further to the right should
// hardly matter. **How does a network forget a little of the place, but not of
// the answer?** A *pooling layer* (池化层) keeps only the largest number of each
// window.
//
// From $\begin{pmatrix} 1 & 2 \\ 9 & 4 \end{pmatrix}$ one number remains, 9,
// wherever in the window it is.
#include "layers/max_pool.h"

#include <stdlib.h>

#include "math/pool.h"

typedef struct {
    Layer base;
    Window window;
    int *winners; /* for each output, where its number stood in x; owned */
    int capacity; /* how many there is room for */
} MaxPool;

/* folded */
static void fit_winners(MaxPool *m, int count)
{
    if (count > m->capacity) {
        free(m->winners);
        m->winners = allocate((size_t)count, sizeof *m->winners);
        m->capacity = count;
    }
}

// ## Forward
//
// The [page before](../math/pool.c) finds the largest number under each window
// with two loops, and writes down the place where it was: row times the width
// of the image, plus column. fit_winners() only takes room for these places.
//
// $$ y_{ij} = \max_{u,v}\; x_{iS+u-P,\,jS+v-P} $$
static void max_pool_forward(Layer *layer, const Tensor *x)
{
    MaxPool *m = (MaxPool *)layer;
    layer_check_images(layer, x, 0, &m->window);
    const Shape shape = window_output(&m->window, x->shape, x->shape.n[1]);
    layer->out = tensor_fit(layer->out, shape);
    fit_winners(m, layer->out->size);
    max_pool(layer->out, m->winners, x, &m->window);
}

// ## Backward
//
// Only the winner reached the output, so it alone gets the gradient. If
// $dout = 5$, the 9 above gets $5$, and the $1$, the $2$ and the $4$ get $0$.
static void max_pool_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    if (dx != NULL) {
        const Tensor shaped = tensor_reshaped(dout, layer->out->shape);
        max_pool_back(dx, ((MaxPool *)layer)->winners, &shaped);
    }
}

static void max_pool_free(Layer *layer) { free(((MaxPool *)layer)->winners); }

static const LayerKind max_pooling = {"max pooling", max_pool_forward,
                                      max_pool_backward, max_pool_free};

Layer *max_pool_new(Window window)
{
    window_check_pool(&window);
    MaxPool *m = layer_new(&max_pooling, sizeof *m);
    m->window = window;
    return &m->base;
}
