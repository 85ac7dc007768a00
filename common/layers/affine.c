// # The affine layer
//
// Every output listens to every input, each with a weight of its own. **What
// does that look like when a hundred examples go through at once?** One matrix
// product.
//
// Take one example $x = (1, 2)$ and
// $W = \begin{pmatrix} 1 & 3 & 5 \\ 2 & 4 & 6 \end{pmatrix}$. The first output
// is $1 \cdot 1 + 2 \cdot 2 = 5$, the three together are $xW = (5, 11, 17)$. A
// batch of $N$ examples is $N$ such rows under each other, $X$ $(N, D)$. The
// product is linear; with the bias $b$ added to each row it is called *affine*
// (仿射变换).
#include "layers/affine.h"

#include "math/init.h"
#include "math/matmul.h"

enum { W, B }; /* where the two parameters stand in layer->params */

// ## Forward
//
// $$ y = xW + b $$
//
// An image of shape $(N, C, H, W)$ is read as $(N, CHW)$: its numbers already
// lie in that order, and there is nothing to move.
static void affine_forward(Layer *layer, const Tensor *x)
{
    const Tensor *w = layer->params[W].value, *b = layer->params[B].value;
    const int N = x->shape.n[0], D = w->shape.n[0];
    layer_check_input(layer, x, x->size == (ptrdiff_t)N * D, "(N, %d)", D);
    layer->out = tensor_fit(layer->out, SHAPE(N, b->size));
    matmul_add_row(layer->out, x, w, b);
}

// ## Backward
//
// Three things went into $y$, and each gets a gradient. Let $(2, 0, -1)$ come back
// to the example above. The input 2 has the weights 2, 4 and 6, so its gradient
// is $2 \cdot 2 + 4 \cdot 0 - 6 \cdot 1 = -2$. The weight 6 carried the input 2 to
// the third output, so its gradient is $2 \cdot (-1) = -2$.
//
// In letters, take one weight,
// $w_{dm}$: it multiplies $x_{nd}$ and adds to $y_{nm}$, for every example
// $n$. So its gradient is $\sum_n x_{nd} \, dout_{nm}$, and that is row $d$,
// column $m$ of $x^\top dout$. In the same way $x_{nd}$ reaches every $y_{nm}$
// through $w_{dm}$:
//
// $$ \frac{\partial L}{\partial W} = x^\top dout, \qquad
//    \frac{\partial L}{\partial b} = \sum_n dout_n, \qquad
//    \frac{\partial L}{\partial x} = dout\,W^\top $$
//
// The bias was added to every row, so every row's gradient flows back into
// it. The transposes need not be memorized: a gradient has the shape of what
// it belongs to, and only one order of the product gives that shape.
// [affine_shapes](../../ch05_backprop/affine_shapes.c) shows all of them, beside
// the numerical gradient.
static void affine_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    matmul_tn(layer->params[W].grad, layer->x, dout);
    tensor_sum(layer->params[B].grad, dout, 0);
    if (dx != NULL) {
        matmul_nt(dx, dout, layer->params[W].value);
    }
}

static const LayerKind affine = {"affine", affine_forward, affine_backward,
                                 NULL};

// ## Making one
//
// If all weights started equal, all outputs would be equal, get equal
// gradients, and stay twins for ever. Random numbers make them differ.
// [init](../math/init.c) says how large they should be.
Layer *affine_new(int inputs, int outputs, real scale, Rng *rng)
{
    Layer *layer = layer_new(&affine, sizeof *layer);
    layer_add_param(layer, "W", SHAPE(inputs, outputs));
    layer_add_param(layer, "b", SHAPE(outputs));

    init_normal(layer->params[W].value, scale, rng);
    return layer;
}
