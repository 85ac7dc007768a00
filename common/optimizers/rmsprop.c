// # RMSprop
//
// [AdaGrad](adagrad.c) never forgets. One steep place at the beginning makes all
// later steps short, and after a long training they are nearly nothing. **What if
// old gradients counted less and less?** Then the sum of squares becomes a
// *moving mean* (指数移动平均), and its root is what the name says: root mean square.
//
// Keep the part $\rho = 0.99$ of the mean and take $0.01$ of the new square.
// If every gradient is 4, $h$ is $0.16$, $0.3184$, $0.4752$, and in the end 16.
// So with $\eta = 0.001$ a late step is $0.001 \cdot 4 / 4 = 0.001$, and it does
// not become shorter. The first is $0.001 \cdot 4 / 0.4 = 0.01$: ten times as
// long, because the mean began at zero. [Adam](adam.c) corrects that.
#include "optimizers/rmsprop.h"

#include <tgmath.h>

typedef struct {
    Optimizer base;
    real decay;
} RmsProp;

// ## One step
//
// The formula is that of AdaGrad, with a mean in place of the sum:
//
// $$ h \leftarrow \rho h + (1 - \rho) g^2, \qquad
//    W \leftarrow W - \eta \frac{g}{\sqrt h + \epsilon} $$
static void rmsprop_update(const Optimizer *optimizer, const Param *param,
                           Tensor *const *memory, int first, int end)
{
    const real rho = ((const RmsProp *)optimizer)->decay;
    const real eta = optimizer->rate, epsilon = optimizer->epsilon;
    const real *g = param->grad->data;
    real *restrict h = memory[0]->data, *restrict W = param->value->data;
    for (int i = first; i < end; i++) {
        h[i] = FLUSH_TINY(rho * h[i] + (1 - rho) * g[i] * g[i]);
        W[i] -= eta * g[i] / (sqrt(h[i]) + epsilon);
    }
}

static const OptimizerKind kind = {"RMSprop", 1, rmsprop_update};

Optimizer *rmsprop_new(double rate, double decay)
{
    CHECK(decay >= 0 && (real)decay < 1, "RMSprop keeps %g of its mean",
          decay);
    RmsProp *optimizer = optimizer_new(&kind, sizeof *optimizer, rate);
    optimizer->decay = (real)decay;
    return &optimizer->base;
}
