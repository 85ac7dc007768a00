// # Weight decay
//
// A network that learns its examples by heart bends its answers around each of
// them. Sharp bends need large weights. **What if every weight had a price?**
#include "training/weight_decay.h"

// ## The price
//
// To the loss a half of $\lambda$ (lambda) times every squared weight is added. A
// weight of 3 with $\lambda = 0.1$ costs $0.05 \cdot 9 = 0.45$. Its gradient grows
// by $\lambda W = 0.3$, so each step pulls the weight a little towards 0, if
// nothing holds it:
//
// $$ \begin{aligned}
//    L' &= L + \frac{\lambda}{2} \sum W^2
//    \\ \frac{\partial L'}{\partial W} &= \frac{\partial L}{\partial W} + \lambda W
//    \end{aligned} $$
//
// The half is there so that the 2 of the derivative cancels.
real weight_decay(Param *const *params, int count, real lambda)
{
    double sum = 0;
    for (int i = 0; i < count && lambda != 0; i++) {
        if (param_is_called(params[i], "W")) {
            const Tensor *W = params[i]->value;
            tensor_add_scaled(params[i]->grad, lambda, W);
            for (int k = 0; k < W->size; k++) {
                sum += (double)W->data[k] * (double)W->data[k];
            }
        }
    }
    return lambda / 2 * (real)sum;
}
