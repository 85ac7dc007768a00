// # Activation functions in the library
//
// A neuron sums its inputs, each times its weight. **What does the neuron
// answer then?** Its **activation function** (激活函数) decides that. Without it,
// many layers would
// [still be one weighted sum](../../ch03_network/linear_collapse.c). This page
// has sigmoid, ReLU and softmax as the library writes them.
#include "math/activation.h"

#include <tgmath.h>

#include "fast/choice.h"
#include "fast/relu_parts.h"

// ## Sigmoid
//
// The sigmoid is often written as $\sigma$:
//
// $$ \sigma(x) = \frac{1}{1 + e^{-x}} $$
//
// For $x = -1000$ the power $e^{1000}$ overflows to infinity. Then
// $1/\infty = 0$ is the right answer, so nothing needs a special case.
real sigmoid(real x) { return 1 / (1 + exp(-x)); }

static void check_sizes(const Tensor *y, const Tensor *x)
{
    CHECK(y->size == x->size, "%s into %s", shape_text(x->shape).text,
          shape_text(y->shape).text);
}

void sigmoid_all(Tensor *y, const Tensor *x)
{
    check_sizes(y, x);
    for (int i = 0; i < x->size; i++) {
        y->data[i] = sigmoid(x->data[i]);
    }
}

// ## ReLU
//
// The rectified linear unit lets positive numbers pass and stops the rest. The
// code asks whether a number is *not* below or equal to 0. So a NaN passes as
// well, and a trouble in an earlier layer can still be seen at the end.
//
// $$ h(x) = \max(0, x) $$
void relu_plain(Tensor *y, const Tensor *x)
{
    for (int i = 0; i < x->size; i++) {
        y->data[i] = x->data[i] <= 0 ? 0 : x->data[i];
    }
}

// ## Softmax
//
// Scores of any size become probabilities. Let $m$ be the largest score:
//
// $$ y_k = \frac{e^{x_k}}{\sum_{i} e^{x_i}}
//        = \frac{e^{x_k - m}}{\sum_{i} e^{x_i - m}}, \qquad m = \max_i x_i $$
//
// The two fractions are equal, because $e^{-m}$ cancels. The second never
// overflows: its largest power is $e^0 = 1$. With a score of 1000 the first
// would be $\infty/\infty$, which is no number.
static void softmax(real *y, const real *x, int K)
{
    real max = x[0], sum = 0;
    for (int k = 1; k < K; k++) {
        max = x[k] > max ? x[k] : max;
    }
    for (int k = 0; k < K; k++) {
        y[k] = exp(x[k] - max);
        sum += y[k];
    }
    for (int k = 0; k < K; k++) {
        y[k] /= sum;
    }
}

void softmax_rows(Tensor *y, const Tensor *x)
{
    const int N = x->shape.n[0], K = x->size / N;
    check_sizes(y, x);
    for (int n = 0; n < N; n++) {
        softmax(y->data + (ptrdiff_t)n * K, x->data + (ptrdiff_t)n * K, K);
    }
}

// ## Backwards, and on all processors
//
// Chapter 5 goes through the network backwards, and asks how steeply the ReLU
// rises. Where $x$ is positive it rises by 1 for each 1, and elsewhere not at all.
// The output tells which, because $y > 0$ exactly if $x > 0$.
void relu_back_plain(Tensor *dx, const Tensor *y, const Tensor *dout)
{
    for (int i = 0; i < y->size; i++) {
        dx->data[i] = y->data[i] > 0 ? dout->data[i] : 0;
    }
}

// The library computes both [in parts](../fast/relu_parts.c), one on each processor.
// `(FAST ? relu_fast : relu_plain)(y, x)` chooses one of two functions and calls it.
void relu_all(Tensor *y, const Tensor *x)
{
    check_sizes(y, x);
    (FAST ? relu_fast : relu_plain)(y, x);
}

void relu_back(Tensor *dx, const Tensor *y, const Tensor *dout)
{
    check_sizes(dx, y);
    check_sizes(dx, dout);
    (FAST ? relu_back_fast : relu_back_plain)(dx, y, dout);
}
