// # Stochastic gradient descent
//
// The gradient points uphill. **How far should a step go the other way?**
// Nobody knows beforehand. In the oldest method a person chooses a number, the **learning
// rate** $\eta$ (学习率), and the step is the gradient times this number. With
// $\eta = 0.1$ and the gradient 4, a weight of 3 becomes
// $3 - 0.1 \cdot 4 = 2.6$. The method is called *stochastic*, which means
// random (随机梯度下降法), because it uses the gradient of a random batch, and not the
// gradient of all examples. Only the line in the loop matters here. The code
// around it is the same for every method, and [the optimizer](optimizer.c)
// explains it.
#include "optimizers/sgd.h"

// $$ W \leftarrow W - \eta \frac{\partial L}{\partial W} $$
static void sgd_update(const Optimizer *optimizer, const Param *param,
                       Tensor *const *memory, int first, int end)
{
    const real eta = optimizer->rate, *g = param->grad->data;
    real *restrict W = param->value->data;
    (void)memory; /* it remembers nothing */
    for (int i = first; i < end; i++) {
        W[i] -= eta * g[i];
    }
}

/* folded */
static const OptimizerKind sgd = {"SGD", 0, sgd_update};

Optimizer *sgd_new(double rate)
{
    return optimizer_new(&sgd, sizeof(Optimizer), rate);
}
