// # Weight decay
//
// A network that learns its examples by heart bends its answers around each of
// them. Sharp bends need large weights. **What if every weight had a price?**
// Such means against learning by heart are called *regularization* (正则化), and
// this one is **weight decay** (权值衰减).
#include "training/weight_decay.h"

// ## The price
//
// For every weight, half of its square times a number $\lambda$ (lambda) is added
// to the loss. A weight of 3 with $\lambda = 0.1$ costs $0.05 \cdot 9 = 0.45$. Its
// gradient grows by $\lambda W = 0.3$, so each step pulls the weight a little
// towards 0, if nothing holds it. The biases cost nothing: they bend nothing. In
// the code, "W" finds $W_1$, $W_2$ and so on, because param_is_called() does not
// look at the number.
//
// $$ \begin{aligned}
//    L_\mathrm{total} &= L + \frac{\lambda}{2} \sum W^2
//    \\ \frac{\partial L_\mathrm{total}}{\partial W} &= \frac{\partial L}{\partial W} + \lambda W
//    \end{aligned} $$
//
// The half is there so that the 2 of the derivative cancels.
real weight_decay(Param *const *params, int count, double lambda)
{
    double sum = 0;
    for (int i = 0; i < count && (real)lambda != 0; i++) {
        if (param_is_called(params[i], "W")) {
            const Tensor *W = params[i]->value;
            tensor_add_scaled(params[i]->grad, (real)lambda, W);
            for (int k = 0; k < W->size; k++) {
                sum += (double)W->data[k] * (double)W->data[k];
            }
        }
    }
    return (real)lambda / 2 * (real)sum;
}
