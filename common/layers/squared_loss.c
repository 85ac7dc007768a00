// # Identity with sum of squares
//
// A network that estimates a price or a temperature should answer with the
// number itself. **Which loss then gives the short gradient $y - t$?** Half
// the sum of squares.
#include "layers/squared_loss.h"

#include "loss.h"

// The output function is the identity (恒等函数), $y = x$:
//
// $$ L = \frac12 \sum_k (x_k - t_k)^2, \qquad
//    \frac{\partial L}{\partial x_k} = x_k - t_k = y_k - t_k $$
static real squared_loss_forward(Tensor *y, const Tensor *x, const Tensor *t)
{
    tensor_copy(y, x);
    return sum_squared_error(y, t);
}

static const LossKind squared_loss = {"squared_loss", squared_loss_forward};

LossLayer *squared_loss_new(void) { return loss_layer_new(&squared_loss); }
