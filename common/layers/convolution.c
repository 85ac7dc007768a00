// # The convolution layer
//
// An affine layer between a digit of $28 \times 28$ and a map of $24 \times 24$
// has 451,584 weights. What it learns at one place, it does not know at the
// next. **What if the same few weights looked at every place?** A **filter**
// (滤波器) of $5 \times 5$ has 25. A layer that learns its filters is a
// *convolutional layer* (卷积层).
//
// Take one row, $1, 2, 3, 4$, and a filter of two weights, $10$ and $1$, as on
// [the first page of the chapter](../../ch07_cnn/README.md). It answers 12, 23
// and 34.
#include "layers/convolution.h"

#include "math/convolve.h"
#include "math/init.h"

enum { WEIGHT, BIAS }; /* where the two parameters stand in layer->params */

typedef struct {
    Layer base;
    Convolve convolve; /* owned */
} Convolution;

// ## Forward
//
// Let filter $f$ be at row $i$ and column $j$ of the places. It sees channel
// $c$ of image $n$ through its own row $u$ and column $v$. The stride is $S$,
// and $P$ zeros lie around the image.
//
// $$ y_{nfij} = b_f + \sum_{c,u,v} W_{fcuv}\, x_{n,c,\,iS+u-P,\,jS+v-P} $$
//
// The [page before](../math/convolve.c) writes it in seven loops.
// convolve_forward() gives the same numbers, in the way of those loops or in a
// faster one.
static void convolution_forward(Layer *layer, const Tensor *x)
{
    Convolution *c = (Convolution *)layer;
    const Tensor *W = layer->params[WEIGHT].value;
    const Window *window = &c->convolve.window;
    layer_check_images(layer, x, W->shape.n[1], window);
    const Shape out = window_output(window, x->shape, W->shape.n[0]);
    layer->out = tensor_fit(layer->out, out);
    convolve_forward(&c->convolve, layer->out, x, W,
                     layer->params[BIAS].value);
}

// ## Backward
//
// A weight was used at every place, so its gradient is a sum over all places.
// The bias was added at every place, so its gradient is such a sum, too:
//
// $$ \begin{aligned}
//    \frac{\partial L}{\partial W_{fcuv}} &= \sum_{n,i,j} dout_{nfij}\,
//    x_{n,c,\,iS+u-P,\,jS+v-P}
//    \\ \frac{\partial L}{\partial b_f} &= \sum_{n,i,j} dout_{nfij}
//    \end{aligned} $$
//
// A pixel was seen from several places, each time through another weight. In
// the row of the beginning the 2 was multiplied by the weight 1 at the first
// place, and by the weight 10 at the second. So its gradient is
// $1 \cdot dout_0 + 10 \cdot dout_1$. In letters, the place $i$ sees row $r$
// through the weight $u$ if $iS + u - P = r$, that is, if $i = (r + P - u)/S$.
// The same holds for a column $s$ and $j = (s + P - v)/S$. So the gradient of
// the pixel in row $r$ and column $s$ is a sum over weights $u$, $v$. Only
// those count for which both quotients are whole numbers and places of the
// output:
//
// $$ \frac{\partial L}{\partial x_{ncrs}} = \sum_{f,u,v} W_{fcuv}\,
//    dout_{n,f,\,(r+P-u)/S,\,(s+P-v)/S} $$
//
// In the row of the beginning, let $dout = (1, 1, 0)$. The weight 10 lay over the 1
// and then over the 2, so it gets $1 + 2 = 3$, and the weight 1 gets $2 + 3 = 5$.
// The pixels get $10$, then $1 + 10 = 11$, then $1$ and $0$.
static void convolution_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    const Param *W = &layer->params[WEIGHT], *b = &layer->params[BIAS];
    convolve_back(&((Convolution *)layer)->convolve, W->grad, b->grad, dx,
                  layer->x, W->value, dout);
}

// ## Making one
//
// The weights of all filters are one tensor, and so are the biases.
static void convolution_free(Layer *layer)
{
    convolve_clear(&((Convolution *)layer)->convolve);
}

static const LayerKind convolution = {"convolution", convolution_forward,
                                      convolution_backward, convolution_free};

Layer *convolution_new(int channels, int filters, Window window, double scale,
                       Rng *rng)
{
    Convolution *c = layer_new(&convolution, sizeof *c);
    const Shape shape = SHAPE(filters, channels, window.height, window.width);
    layer_add_param(&c->base, "W", shape);
    layer_add_param(&c->base, "b", SHAPE(filters));
    init_normal(c->base.params[WEIGHT].value, scale, rng);
    c->convolve = convolve_new(channels, filters, window);
    return &c->base;
}
