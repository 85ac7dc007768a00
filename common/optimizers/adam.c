// # Adam
//
// [Momentum](momentum.c) adds up the gradients, and old ones count less and less;
// divided by 10, its sum is a moving mean. [RMSprop](rmsprop.c) has a moving mean
// of their squares. **Can one method do both?** Adam keeps two moving means for
// every number: $m$ of the gradient and $v$ of its square, so $v$ is no speed here.
// A step is their quotient.
//
// If the gradient stays the same, $m / \sqrt v$ becomes 1, and a step is
// as long as the rate. If the sign changes all the time, $m$ is near 0 and so
// is the step.
#include "optimizers/adam.h"

#include <tgmath.h>

typedef struct {
    Optimizer base;
    real beta1, beta2;
} Adam;

// ## Means that begin at zero
//
// The first gradient is 4. With $\beta_1 = 0.9$ and $\beta_2 = 0.999$ we have
// $m = 0.1 \cdot 4 = 0.4$ and $v = 0.001 \cdot 16 = 0.016$: both far too small,
// because both began at 0. In a mean the shares of all numbers add up to 1. But
// in $m$ they add up to only $0.1$ after one step. After two steps it is
// $0.9 \cdot 0.1 + 0.1 = 0.19 = 1 - 0.9^2$, and after $t$ steps
// $1 - \beta_1^t$. The rest still belongs to the 0 of the beginning. So we
// divide by $1 - \beta_1^t$, and call the corrected mean $\hat m$:
//
// $$ \hat m = \frac{m}{1 - \beta_1^t}, \qquad
//    \hat v = \frac{v}{1 - \beta_2^t} $$
//
// Here $\hat m = 0.4 / 0.1 = 4$ and $\hat v = 0.016 / 0.001 = 16$. The first step is
// $\eta \cdot 4 / 4$: exactly the rate, whatever the gradient. This is the
// **bias correction** (偏置校正). It has nothing to do with the bias of a neuron: here
// the *bias* of a mean is that it is too near to 0.

// ## One step
//
// First both means are moved, and then the weight:
//
// $$ \begin{aligned}
//    m &\leftarrow \beta_1 m + (1 - \beta_1) g
//    \\ v &\leftarrow \beta_2 v + (1 - \beta_2) g^2
//    \\ W &\leftarrow W - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}
//    \end{aligned} $$
//
// The two corrections are the same for all numbers, so they are computed once,
// before the loop: `rate` is $\eta / (1 - \beta_1^t)$, and `root` is
// $1 / \sqrt{1 - \beta_2^t}$.
static void adam_update(const Optimizer *optimizer, const Param *param,
                        Tensor *const *memory, int first, int end)
{
    const Adam *adam = (const Adam *)optimizer;
    const real b1 = adam->beta1, b2 = adam->beta2;
    const real epsilon = optimizer->epsilon, *g = param->grad->data;
    const double t = optimizer->step;
    const real rate = (real)((double)optimizer->rate / (1 - pow(b1, t)));
    const real root = (real)(1 / sqrt(1 - pow(b2, t)));
    real *restrict m = memory[0]->data, *restrict v = memory[1]->data;
    real *restrict W = param->value->data;
    for (int i = first; i < end; i++) {
        m[i] = FLUSH_TINY(b1 * m[i] + (1 - b1) * g[i]);
        v[i] = FLUSH_TINY(b2 * v[i] + (1 - b2) * g[i] * g[i]);
        W[i] -= rate * m[i] / (sqrt(v[i]) * root + epsilon);
    }
}

static const OptimizerKind kind = {"Adam", 2, adam_update};

Optimizer *adam_new(double rate, double beta1, double beta2)
{
    CHECK(beta1 >= 0 && (real)beta1 < 1 && beta2 >= 0 && (real)beta2 < 1,
          "Adam keeps %g and %g of its means", beta1, beta2);
    Adam *optimizer = optimizer_new(&kind, sizeof *optimizer, rate);
    optimizer->beta1 = (real)beta1;
    optimizer->beta2 = (real)beta2;
    return &optimizer->base;
}

// ## For readers of Saitoh's book: where its program differs
//
// The book's program puts both corrections into the rate, and divides by the root of
// the uncorrected $v$:
//
// $$ \eta_t = \eta \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}, \qquad
//    W \leftarrow W - \eta_t \frac{m}{\sqrt v + \epsilon} $$
//
// Multiply above and below by $1 / \sqrt{1 - \beta_2^t}$, and it is the step
// above with $\epsilon / \sqrt{1 - \beta_2^t}$ in place of $\epsilon$: 32 times
// as large in the first step, and equal in the end. It matters only for
// gradients as small as $\epsilon$ itself. The paper mentions this form as the
// cheaper one; with the two numbers above, both cost the same.
