// # The sigmoid layer
//
// The sigmoid bends smoothly, so it has a slope everywhere. **Must backward
// compute the exponential again to find it?** No: the slope can be read off
// the output.
#include "layers/sigmoid.h"

#include "math/activation.h"

// ## Forward
//
// The function of chapter 3, for every number by itself:
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
// $0.881$ and $0.105$. In both cases the slope is $y(1 - y)$:
//
// $$ \frac{\partial L}{\partial x} = dout \cdot y\,(1 - y) $$
//
// The slope is never more than a quarter. Ten sigmoids in a row divide a
// gradient by $4^{10}$, a million, or by more. Only large weights between them
// could make up for that.
// [init_histogram](../../ch06_techniques/init_histogram.c) shows what large
// weights do.
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

// ## Why the output is enough
//
// The sigmoid is a computational graph of four nodes in a row. Each has a
// slope of its own, by the rules of [slopes](../../ch04_learning/slopes.c),
// and the chain rule multiplies them:
//
// | node | its slope | at $x = 2$ it gives | slope there |
// |---|---|---|---|
// | $u = -x$ | $-1$ | $-2$ | $-1$ |
// | $v = e^u$ | $e^u = v$ | $0.1353$ | $0.1353$ |
// | $w = 1 + v$ | $1$ | $1.1353$ | $1$ |
// | $y = 1 / w$ | $-1/w^2 = -y^2$ | $0.8808$ | $-0.7758$ |
//
// The product is $(-1) \cdot v \cdot 1 \cdot (-y^2) = v\,y^2$, and with the numbers
// $0.1353 \cdot 0.7758 = 0.1050$. From $y = 1/(1 + v)$ follows
// $v\,y = 1 - y$, because $y + v\,y = 1$. So $v\,y^2 = y\,(1 - y)$, and indeed
// $0.8808 \cdot 0.1192 = 0.1050$. No exponential is left in it.

static const LayerKind sigmoid_kind = {"sigmoid", sigmoid_forward,
                                       sigmoid_backward, NULL};

Layer *sigmoid_new(void) { return layer_new(&sigmoid_kind, sizeof(Layer)); }
