// # AdaGrad
//
// One learning rate serves all weights, but their gradients differ a
// thousandfold: the weight of a pixel that seldom holds ink gets few and small
// gradients. **Could every number have a rate of its own?** AdaGrad divides
// each step by the size of all gradients which that number has seen.
//
// Take the rate $\eta = 0.1$ and the gradients 4, 4, 4. The sum of their squares
// $h$ is 16, 32, 48. The steps are $0.1 \cdot 4 / 4 = 0.1$, then
// $0.1 \cdot 4 / \sqrt{32} = 0.071$, then $0.058$. With gradients of
// $0.004$ the steps are the same: only the *pattern* of the gradients counts,
// and not their size.
#include "optimizers/adagrad.h"

#include <tgmath.h>

// ## One step
//
// Write $g$ for the gradient of one number. The squares are added up for ever, so
// the steps become shorter and shorter (学习率衰减). The small $\epsilon = 10^{-7}$
// avoids a division by zero where no gradient has been yet:
//
// $$ h \leftarrow h + g^2, \qquad
//    W \leftarrow W - \eta \frac{g}{\sqrt h + \epsilon} $$
static void adagrad_update(const Optimizer *optimizer, const Param *param,
                           Tensor *const *memory, int first, int end)
{
    const real eta = optimizer->rate, epsilon = optimizer->epsilon;
    const real *g = param->grad->data;
    real *restrict h = memory[0]->data, *restrict W = param->value->data;
    for (int i = first; i < end; i++) {
        h[i] += g[i] * g[i];
        W[i] -= eta * g[i] / (sqrt(h[i]) + epsilon);
    }
}

static const OptimizerKind kind = {"AdaGrad", 1, adagrad_update};

Optimizer *adagrad_new(double rate)
{
    return optimizer_new(&kind, sizeof(Optimizer), rate);
}
