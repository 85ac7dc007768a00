// # The two-layer network
//
// The network of chapter 3 was given its weights. **What must a network offer
// so that somebody can search for better weights?** It must offer its
// parameters, a place for their gradients, and one number that says how wrong
// it is.
#include "two_layer.h"

#include <string.h>
#include <tgmath.h>

#include "math/activation.h"
#include "math/init.h"
#include "math/loss.h"
#include "math/matmul.h"

// ## The parameters
//
// With $D$ inputs, $H$ hidden neurons and $K$ classes there are $D H + H + H K + K$
// numbers. A `Param` holds two tables of one shape: a `value` that is learnt, and
// its gradient `grad`. The network is four of these, and what it computed last for
// $N$ images:
//
// ```c
// typedef struct {
//     Param W1;  /**< (D, H): inputs to hidden neurons */
//     Param b1;  /**< (H) */
//     Param W2;  /**< (H, K): hidden neurons to classes */
//     Param b2;  /**< (K) */
//     Tensor *a; /**< (N, H): the sums of the hidden neurons; owned */
//     Tensor *z; /**< (N, H): sigmoid(a); owned */
//     Tensor *s; /**< (N, K): the scores; owned */
//     Tensor *y; /**< (N, K): softmax of the scores; owned */
// } TwoLayer;
// ```

// ## Forward
//
// A batch $x$ of $N$ images has the shape $(N, D)$; each line below makes the next
// table. The last sums, before softmax, are the *scores* $s$:
//
// $$ \begin{aligned}
//    a &= x W_1 + b_1, & z &= \mathrm{sigmoid}(a)
//    \\ s &= z W_2 + b_2, & y &= \mathrm{softmax}(s)
//    \end{aligned} $$
const Tensor *two_layer_predict(TwoLayer *net, const Tensor *x)
{
    const int N = x->shape.n[0];
    net->a = tensor_fit(net->a, SHAPE(N, net->b1.value->size));
    net->z = tensor_fit(net->z, net->a->shape);
    net->s = tensor_fit(net->s, SHAPE(N, net->b2.value->size));
    net->y = tensor_fit(net->y, net->s->shape);
    matmul_add_row(net->a, x, net->W1.value, net->b1.value);
    sigmoid_all(net->z, net->a);
    matmul_add_row(net->s, net->z, net->W2.value, net->b2.value);
    softmax_rows(net->y, net->s);
    return net->y;
}

// ## How wrong, and how often right
//
// The loss is the mean cross-entropy of the rows. The accuracy goes through the
// data in portions, to need little memory.
real two_layer_loss(TwoLayer *net, const Tensor *x, const Tensor *t)
{
    return cross_entropy_error(two_layer_predict(net, x), t);
}

double two_layer_accuracy(TwoLayer *net, const Dataset *data)
{
    enum { PORTION = 200 };
    int answers[PORTION], right = 0;
    Batch batch = {0};
    for (int first = 0; first < data->count; first += PORTION) {
        const int left = data->count - first;
        const int n = left < PORTION ? left : PORTION;
        batch_slice(&batch, data, first, n);
        const Tensor *y = two_layer_predict(net, batch.x);
        right += batch_count_right(&batch, y, answers);
    }
    batch_clear(&batch);
    return (double)right / data->count;
}

// ## Begin and end
//
// The weights start random, drawn by [init_normal](../common/math/init.c). If
// all were equal, all hidden neurons would compute the same, would be changed
// alike, and would stay alike. The weights are divided by the root of the
// number of inputs, so that the sums keep the size of the inputs, however many
// are added up.
TwoLayer two_layer_new(int D, int H, int K, Rng *rng)
{
    TwoLayer net = {0};
    net.W1 = param_new("W1", SHAPE(D, H));
    net.b1 = param_new("b1", SHAPE(H));
    net.W2 = param_new("W2", SHAPE(H, K));
    net.b2 = param_new("b2", SHAPE(K));
    init_normal(net.W1.value, 1 / sqrt((real)D), rng);
    init_normal(net.W2.value, 1 / sqrt((real)H), rng);
    return net;
}

/* folded */
void two_layer_params(TwoLayer *net, Param **params)
{
    params[0] = &net->W1;
    params[1] = &net->b1;
    params[2] = &net->W2;
    params[3] = &net->b2;
}

int two_layer_size(const TwoLayer *net)
{
    return net->W1.value->size + net->b1.value->size + net->W2.value->size +
           net->b2.value->size;
}

void two_layer_clear(TwoLayer *net)
{
    Param *params[TWO_LAYER_PARAMS];
    two_layer_params(net, params);
    for (int i = 0; i < TWO_LAYER_PARAMS; i++) {
        param_clear(params[i]);
    }
    tensor_free(net->a);
    tensor_free(net->z);
    tensor_free(net->s);
    tensor_free(net->y);
    memset(net, 0, sizeof *net);
}
