// # The affine layer
//
// Every output is connected to every input, each with a weight of its own.
// **What does that look like when a hundred examples go through at once?** It
// is one matrix product.
//
// Take one example $x = (3, 4)$ and
// $W = \begin{pmatrix} 1 & 3 & 5 \\ 2 & 4 & 6 \end{pmatrix}$. The first output is
// $3 \cdot 1 + 4 \cdot 2 = 11$, and the three together are $xW = (11, 25, 39)$. A
// batch of $N$ examples, each of $D$ inputs, is $N$ such rows, one below the other:
// $X$, of the shape $(N, D)$. The product is linear; with the bias $b$ added to
// each row it is called *affine* (仿射变换).
#include "layers/affine.h"

#include "math/init.h"
#include "math/matmul.h"

enum { W, B }; /* where the two parameters stand in layer->params */

// ## Forward
//
// The product, and the bias added to every row:
//
// $$ y = xW + b $$
//
// From chapter 7 on a batch may also be images; each is read as a row of its
// numbers.
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
// Three things make $y$: the input $x$, the weights $W$ and the bias $b$. Each
// of them gets a gradient. Let $dout = (2, 0, -1)$ come back to the example
// above. The input 4 has the weights 2, 4 and 6, so its gradient is
// $2 \cdot 2 + 4 \cdot 0 - 6 \cdot 1 = -2$. The weight 6 brought the input 4 to
// the third output, so its gradient is $4 \cdot (-1) = -4$.
//
// Now a second example $(1, 2)$ goes through the same layer, and $(1, 1, 0)$ comes
// back to it. The weight 4 has brought the input 4 of the first example, and the
// input 2 of the second one, to the second output. Both have changed the loss, so
// their parts are added: $4 \cdot 0 + 2 \cdot 1 = 2$. And the second bias was added
// to both rows, so its gradient is $0 + 1 = 1$.
//
// In letters, let $n$ count the $N$ examples, $d$ the $D$ inputs and $m$ the $M$
// outputs. The weight $w_{dm}$ multiplies $x_{nd}$ and adds to $y_{nm}$, for every
// example. So its gradient is $\sum_n x_{nd} \, dout_{nm}$, and that is the number
// in row $d$ and column $m$ of $x^\top dout$. Here $x^\top$ is $x$ **transposed**
// (转置), with its rows and columns exchanged. In the same way $x_{nd}$ reaches every
// $y_{nm}$ through $w_{dm}$:
//
// $$ \begin{aligned}
//    \frac{\partial L}{\partial W} &= x^\top dout
//    \\ \frac{\partial L}{\partial b} &= \sum_n dout_n
//    \\ \frac{\partial L}{\partial x} &= dout\,W^\top
//    \end{aligned} $$
//
// The bias was added to every row, so every row's gradient flows back into it.
// In the code, `tn` says that the first matrix is transposed and the second one
// is not; `nt` says the opposite.
// [affine_shapes](../../ch05_backprop/affine_shapes.c) shows all three
// gradients beside the numerical ones, and how the shapes tell which matrix has
// to be transposed.
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
// If all weights of a hidden layer were equal at the start, and all behind it, its neurons
// would compute the same, get the same gradients, and stay equal for ever. Random numbers
// (随机数) make them differ. [init](../math/init.c) says how large they should be.
Layer *affine_new(int inputs, int outputs, double scale, Rng *rng)
{
    Layer *layer = layer_new(&affine, sizeof *layer);
    layer_add_param(layer, "W", SHAPE(inputs, outputs));
    layer_add_param(layer, "b", SHAPE(outputs));

    init_normal(layer->params[W].value, scale, rng);
    return layer;
}
