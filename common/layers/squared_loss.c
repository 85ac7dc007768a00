// # Identity with sum of squares
//
// A network that estimates a price or a temperature should answer with the
// number itself. **Then which loss gives the short gradient $y - t$?** Half
// the sum of squares (平方和误差).
#include "layers/squared_loss.h"

#include "math/loss.h"

// The output function is the identity (恒等函数), $y = x$. For the scores
// $x = (0.3, 2.9, 4.0)$ and the truth $t = (0, 1, 0)$ the loss is
// $(0.09 + 3.61 + 16) / 2 = 9.85$.
//
// A square $d^2$ has the slope $2d$, and the half takes the 2 away:
//
// $$ L = \frac12 \sum_k (x_k - t_k)^2, \qquad
//    \frac{\partial L}{\partial x_k} = x_k - t_k = y_k - t_k $$
//
// In the example that is $(0.3, 1.9, 4.0)$;
// [output_layers](../../ch05_backprop/output_layers.c) compares it with the
// numerical gradient. In a batch of $N$ examples the loss is a mean, and each
// gradient is divided by $N$.
static real squared_loss_forward(Tensor *y, const Tensor *x, const Tensor *t)
{
    tensor_copy(y, x);
    return sum_squared_error(y, t);
}

static const LossKind squared_loss = {"squared_loss", squared_loss_forward};

LossLayer *squared_loss_new(void) { return loss_layer_new(&squared_loss); }
