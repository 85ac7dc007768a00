// # The average pooling layer
//
// The [mean under a window](../math/window_mean.c) makes 4 of
// $\begin{pmatrix} 1 & 2 \\ 9 & 4 \end{pmatrix}$. **As a layer, what has it to learn?**
// Nothing: it is a convolution with a filter of equal weights, $1/4$ each, that looks at
// each channel alone.
#include "layers/average_pool.h"

#include "math/window_mean.h"

typedef struct {
    Layer base;
    Window window;
} AveragePool;

// ## Forward
//
// Each output is the mean of what is under its window:
//
// $$ y_{ij} = \frac{1}{FH \cdot FW} \sum_{u,v} x_{iS+u-P,\,jS+v-P} $$
static void average_pool_forward(Layer *layer, const Tensor *x)
{
    const Window *w = &((AveragePool *)layer)->window;
    layer_check_images(layer, x, 0, w);
    const Shape shape = window_output(w, x->shape, x->shape.n[1]);
    layer->out = tensor_fit(layer->out, shape);
    window_mean(layer->out, x, w);
}

// ## Backward
//
// A number had a share of $1/(FH \cdot FW)$ in the mean of each window that saw it, so it
// gets this share of their gradients: of $dout = 8$, each of the four above gets 2.
static void average_pool_backward(Layer *layer, const Tensor *dout,
                                  Tensor *dx)
{
    if (dx != NULL) {
        const Tensor shaped = tensor_reshaped(dout, layer->out->shape);
        window_mean_back(dx, &shaped, &((AveragePool *)layer)->window);
    }
}

static const LayerKind average_pool = {
    "average pooling", average_pool_forward, average_pool_backward, NULL};

Layer *average_pool_new(Window window)
{
    window_check_pool(&window);
    AveragePool *a = layer_new(&average_pool, sizeof *a);
    a->window = window;
    return &a->base;
}
