// # The ReLU layer
//
// Think of a switch (开关) for every number that comes in. If the number is
// positive, the switch is on and the number passes, as a current does.
// Otherwise it is off, and nothing passes. **What does the switch do to a
// gradient on its way back?** The same.
#include "layers/relu.h"

#include "math/activation.h"

// ## Forward
//
// A positive number is handed on, and any other becomes 0:
//
// $$ y = \max(0, x) $$
static void relu_forward(Layer *layer, const Tensor *x)
{
    layer->out = tensor_fit(layer->out, x->shape);
    relu_all(layer->out, x);
}

// ## Backward
//
// Where $x > 0$ the output moves exactly as the input does: the slope is $1$.
// Elsewhere the output stays at $0$: the slope is $0$.
//
// $$ \frac{\partial L}{\partial x} =
//    \begin{cases} dout & x > 0 \\ 0 & x \le 0 \end{cases} $$
//
// From $x = (1, -0.5, -2, 3)$ forward makes $y = (1, 0, 0, 3)$. If
// $dout = (5, 6, 7, 8)$ comes back, $(5, 0, 0, 8)$ goes on: the switches are as
// they were. Saitoh's book keeps a *mask* (掩码) that says which switches are
// off. Here the output tells it, because $y > 0$ exactly if $x > 0$, so nothing
// more has to be kept. At $x = 0$ there is a kink and no slope; the usual
// choice is $0$.
static void relu_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    if (dx != NULL) {
        relu_back(dx, layer->out, dout);
    }
}

static const LayerKind relu = {"relu", relu_forward, relu_backward, NULL};

Layer *relu_new(void) { return layer_new(&relu, sizeof(Layer)); }
