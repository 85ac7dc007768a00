// # The same differences, much cheaper
//
// [numerical_gradient](../common/math/gradient.c) runs the whole network twice for
// each weight. **How much of the network does one weight really touch?** Look at
// $W_1[i][j]$, the weight from pixel $i$ to hidden neuron $j$. If it moves, neuron
// $j$ changes. The other 49 hidden neurons do not. To compute them again is waste.
#include "numerical_fast.h"

#include <tgmath.h>

#include "math/activation.h"
#include "math/gradient.h"
#include "system/threads.h"

// ## The loss of one image, with the scores moved
//
// Let hidden neuron $j$ change by $d$. Each score $s_k$ then grows by $d\, w_k$,
// where $w$ is row $j$ of $W_2$. If class $k$ is right, the cross-entropy of a softmax
// is $-\ln (e^{s_k} / \sum_i e^{s_i}) = \ln \sum_i e^{s_i} - s_k$. With one-hot $t$ that
// is $\ln \sum_k e^{s_k} - \sum_k t_k s_k$, so the loss grows by
//
// $$ \begin{aligned}
//    \Delta L &= \ln \frac{\sum_k e^{s_k + d w_k}}{\sum_k e^{s_k}} - d \sum_k t_k w_k
//    \\ &= \ln \Big( 1 + \sum_k y_k (e^{d w_k} - 1) \Big) - d \sum_k t_k w_k
//    \end{aligned} $$
//
// The $y_k$ are the probabilities that one run forward has found. They add up to 1,
// and that is the 1 in the second line. A score that does not move drops out.
static real loss_change(const real *y, const real *t, const real *w, real d,
                        int K)
{
    real sum = 0, right = 0;
    for (int k = 0; k < K; k++) {
        sum += y[k] * (exp(d * w[k]) - 1);
        right += t[k] * w[k];
    }
    return log(1 + sum) - d * right;
}

// ## The first layer
//
// If $W_1[i][j]$ moves by $h$, the sum $a_j$ of an image moves by $h x_i$, and with
// it $z_j = \mathrm{sigmoid}(a_j)$. Where the pixel $x_i$ is 0 nothing moves at all,
// and most pixels of a digit are 0. A bias is the weight of an input that is
// always 1.
//
// The difference is taken image by image, and the differences are added up. In
// `float` that is better than to subtract two losses of a whole batch, which agree
// in nearly all their digits.
typedef struct {
    const TwoLayer *net;
    const Tensor *x, *t;
    int N, D, H, K;
    real h;
} Sweep;

static real hidden_difference(const Sweep *w, int n, int j, real move)
{
    const TwoLayer *net = w->net;
    const int K = w->K;
    const real a = net->a->data[n * w->H + j], z = net->z->data[n * w->H + j];
    const real *y = net->y->data + (ptrdiff_t)n * K;
    const real *t = w->t->data + (ptrdiff_t)n * K;
    const real *row = net->W2.value->data + (ptrdiff_t)j * K;
    return loss_change(y, t, row, sigmoid(a + move) - z, K) -
           loss_change(y, t, row, sigmoid(a - move) - z, K);
}

static void sweep_neuron(const Sweep *w, int j)
{
    real *dW = w->net->W1.grad->data + j, *db = w->net->b1.grad->data + j;
    const real scale = 1 / (2 * w->h * (real)w->N);
    for (int i = 0; i < w->D; i++) {
        dW[(ptrdiff_t)i * w->H] = 0;
    }
    *db = 0;
    for (int n = 0; n < w->N; n++) {
        const real *x = w->x->data + (ptrdiff_t)n * w->D;
        *db += hidden_difference(w, n, j, w->h) * scale;
        for (int i = 0; i < w->D; i++) {
            if (x[i] != 0) {
                dW[(ptrdiff_t)i * w->H] +=
                    hidden_difference(w, n, j, w->h * x[i]) * scale;
            }
        }
    }
}

static void sweep_hidden(void *sweep, int first, int end)
{
    for (int j = first; j < end; j++) {
        sweep_neuron(sweep, j);
    }
}

// ## The second layer
//
// $W_2[j][k]$ moves one score only, $s_k$, by $h z_j$; and $b_2[k]$ moves it by $h$.
// Of the sum over the classes one term is left.
static real class_difference(const Sweep *w, int n, int k, real move)
{
    const real one = 1;
    const real *y = w->net->y->data + (ptrdiff_t)n * w->K + k;
    const real *t = w->t->data + (ptrdiff_t)n * w->K + k;
    return loss_change(y, t, &one, move, 1) -
           loss_change(y, t, &one, -move, 1);
}

static void sweep_class(const Sweep *w, int k)
{
    real *dW = w->net->W2.grad->data + k, *db = w->net->b2.grad->data + k;
    const real scale = 1 / (2 * w->h * (real)w->N);
    for (int j = 0; j < w->H; j++) {
        dW[(ptrdiff_t)j * w->K] = 0;
    }
    *db = 0;
    for (int n = 0; n < w->N; n++) {
        const real *z = w->net->z->data + (ptrdiff_t)n * w->H;
        *db += class_difference(w, n, k, w->h) * scale;
        for (int j = 0; j < w->H; j++) {
            dW[(ptrdiff_t)j * w->K] +=
                class_difference(w, n, k, w->h * z[j]) * scale;
        }
    }
}

static void sweep_classes(void *sweep, int first, int end)
{
    for (int k = first; k < end; k++) {
        sweep_class(sweep, k);
    }
}

// ## All of them
//
// One run forward finds everything that stays as it is. Then each thread takes
// some hidden neurons and some classes. No two threads write to the same place,
// and each sum is made in one order.
real numerical_fast(TwoLayer *net, const Tensor *x, const Tensor *t)
{
    const real loss = two_layer_loss(net, x, t);
    Sweep w = {.net = net,
               .x = x,
               .t = t,
               .N = x->shape.n[0],
               .D = net->W1.value->shape.n[0],
               .H = net->b1.value->size,
               .K = net->b2.value->size,
               .h = gradient_step()};
    const double tries = 20.0 * w.N * w.K; /* nanoseconds for one weight */
    in_parts((Job){.count = w.H, .nanoseconds = tries * w.H * w.D},
             sweep_hidden, &w);
    in_parts((Job){.count = w.K, .nanoseconds = tries * w.H}, sweep_classes,
             &w);
    return loss;
}

// ## What it costs
//
// The plain way runs the whole network, $N (D H + H K)$ multiplications, twice for
// each of $D H$ weights. Here each weight costs $N$ times two sigmoids and two
// sums over $K$ scores, and nothing for the images whose pixel is 0.
//
// Backpropagation, in [chapter 5](../ch05_backprop/README.md), goes one step further
// on the same road: it does not try any weight at all.
