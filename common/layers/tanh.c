// # The tanh layer
//
// The output of a sigmoid is always positive. **What changes if it is stretched and
// moved, so that 0 is in the middle?** The numbers that the next layer gets can be
// positive and negative, and their mean is near 0.
#include "layers/tanh.h"

#include <tgmath.h>

// ## Forward
//
// It is a sigmoid that is stretched and moved:
//
// $$ y = \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}} = 2\,\sigma(2x) - 1 $$
static void tanh_forward(Layer *layer, const Tensor *x)
{
    layer->out = tensor_fit(layer->out, x->shape);
    for (int i = 0; i < x->size; i++) {
        layer->out->data[i] = tanh(x->data[i]);
    }
}

// ## Backward
//
// At $x = 0$ the slope is 1, four times that of the sigmoid. At $x = 2$ the output
// is $0.964$ and the slope $1 - 0.964^2 = 0.071$. Like the sigmoid's, it can be
// read off the output:
//
// $$ \frac{dy}{dx} = 1 - y^2 $$
static void tanh_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    if (dx == NULL) {
        return;
    }
    for (int i = 0; i < dout->size; i++) {
        const real y = layer->out->data[i];
        dx->data[i] = dout->data[i] * (1 - y * y);
    }
}

static const LayerKind tanh_kind = {"tanh", tanh_forward, tanh_backward,
                                    NULL};

Layer *tanh_new(void) { return layer_new(&tanh_kind, sizeof(Layer)); }
