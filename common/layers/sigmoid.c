// # The sigmoid layer
//
// The sigmoid bends smoothly, so it has a slope everywhere. **Must backward
// compute the exponential again to find it?** No: the slope can be read off
// the output.
#include "layers/sigmoid.h"

#include "activation.h"

// ## Forward
//
// $$ y = \frac{1}{1 + e^{-x}} $$
static void sigmoid_forward(Layer *layer, const Tensor *x)
{
    layer->out = tensor_fit(layer->out, x->shape);
    sigmoid_all(layer->out, x);
}

// ## Backward
//
// At $x = 0$ the output is $y = 0.5$ and the slope $0.25$; at $x = 2$ they are
// $0.881$ and $0.105$. In both cases the slope is $y(1 - y)$. In general, with
// $y = (1 + e^{-x})^{-1}$ and the chain rule:
//
// $$ \frac{dy}{dx} = \frac{e^{-x}}{(1 + e^{-x})^2}
//    = \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} = y\,(1 - y) $$
//
// The slope is never more than a quarter. Ten sigmoid layers in a row shrink
// a gradient by $4^{10}$, a million times, or more.
static void sigmoid_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    if (dx == NULL) {
        return;
    }
    for (int i = 0; i < dout->size; i++) {
        real y = layer->out->data[i];
        dx->data[i] = dout->data[i] * y * (1 - y);
    }
}

static const LayerKind sigmoid_kind = {"sigmoid", sigmoid_forward,
                                       sigmoid_backward, NULL};

Layer *sigmoid_new(void) { return layer_new(&sigmoid_kind, sizeof(Layer)); }
