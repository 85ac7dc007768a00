// # The dropout layer
//
// A network with many weights learns small training sets by heart. For that it
// needs all its neurons together. **What if a part of its neurons is missing in
// every step, and nobody knows beforehand which?** Then no neuron can rely on
// another, and each must be useful by itself. That is **dropout** (随机失活).
#include "layers/dropout.h"

typedef struct {
    Layer base;
    real p;       /* how likely a number is dropped */
    Rng *rng;     /* borrowed */
    Tensor *mask; /* 0 where dropped, 1 / (1 - p) elsewhere; owned */
} Dropout;

// ## Forward
//
// Take ten numbers 1 and $p = 0.5$. About five of them become 0, so the next layer
// learns with a sum of about 5. After the training all ten pass, and the sum is 10,
// which the next layer has never seen. So the numbers that stay are doubled: then
// the mean sum of the training is 10, too. For each number a **mask** $m$ is drawn:
//
// $$ m = \begin{cases} 0 & \text{with probability } p
//    \\ 1 / (1 - p) & \text{otherwise} \end{cases} \qquad y = m\,x $$
static void dropout_forward(Layer *layer, const Tensor *x)
{
    Dropout *d = (Dropout *)layer;
    layer->out = tensor_fit(layer->out, x->shape);
    if (layer->mode == INFERENCE) {
        tensor_copy(layer->out, x);
        return;
    }
    d->mask = tensor_fit(d->mask, x->shape);
    for (int i = 0; i < x->size; i++) {
        d->mask->data[i] = rng_uniform(d->rng) < d->p ? 0 : 1 / (1 - d->p);
    }
    tensor_multiply(layer->out, x, d->mask);
}

// ## Backward
//
// Where nothing passed forward, no gradient passes back. The same mask serves.
static void dropout_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    if (dx != NULL) {
        tensor_multiply(dx, dout, ((Dropout *)layer)->mask);
    }
}

static void dropout_free(Layer *layer)
{
    tensor_free(((Dropout *)layer)->mask);
}

static const LayerKind dropout = {"dropout", dropout_forward,
                                  dropout_backward, dropout_free};

Layer *dropout_new(double p, Rng *rng)
{
    CHECK(p >= 0 && (real)p < 1, "a number is dropped with probability %g",
          p);
    Dropout *d = layer_new(&dropout, sizeof *d);
    d->p = (real)p;
    d->rng = rng;
    return &d->base;
}

// ## The other way round
//
// Saitoh's book does not divide while the network learns. Then all neurons take
// part in an inference, but only the share $1 - p$ of them in the training. So an
// inference must multiply by $1 - p$. With $p = 0.5$ the ten numbers above make
// $10 \cdot 0.5 = 5$, which is the mean sum of the training. Both ways agree on the
// mean. Ours has the advantage that a trained network is used as it is, and that
// the file of its weights need not mention dropout.
