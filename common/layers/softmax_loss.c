// # Softmax with cross-entropy
//
// The network's last layer gives ten scores, as large or small as they happen
// to be. **How hard should the right score be pushed up, and the others
// down?** Exactly as hard as their probabilities are wrong.
#include "layers/softmax_loss.h"

#include "math/activation.h"
#include "math/loss.h"

// ## Forward
//
// Scores $x = (0.3, 2.9, 4.0)$ become $y = (0.018, 0.245, 0.737)$. If the
// second class is right, the loss is $-\ln 0.245 = 1.41$.
static real softmax_loss_forward(Tensor *y, const Tensor *x, const Tensor *t)
{
    softmax_rows(y, x);
    return cross_entropy_error(y, t);
}

// ## Backward
//
// The scores are called $x$ here, because to this layer they are the input. For
// one example, let $Z$ be the sum of all powers, $Z = \sum_i e^{x_i}$. Then
// $y_k = e^{x_k} / Z$ and $\ln y_k = x_k - \ln Z$. The truth $t$ is 1 for the
// right class and 0 for the others, so $\sum_k t_k = 1$, and $\ln Z$ is counted
// only once:
//
// $$ L = -\sum_k t_k \ln y_k = -\sum_k t_k x_k + \ln Z $$
//
// The first sum has the slope $-t_k$ for $x_k$. The slope of $\ln Z$ for $Z$ is
// $1/Z$, and the slope of $Z$ for $x_k$ is $e^{x_k}$. So by the chain rule
// $\ln Z$ has the slope $e^{x_k}/Z$ for $x_k$, which is $y_k$ again:
//
// $$ \frac{\partial L}{\partial x_k} = y_k - t_k $$
//
// In the example above it is $(0.018, -0.755, 0.737)$: the third class, which
// is wrong and ahead, is pushed down almost as hard as the right class is
// pulled up. [output_layers](../../ch05_backprop/output_layers.c) finds the
// same numbers without any formula. In C it is one line, tensor_subtract(). It
// is on [the page after the next one](loss_layer.c), because it is the same for
// both losses of this course.

static const LossKind softmax_loss = {"softmax_loss", softmax_loss_forward};

LossLayer *softmax_loss_new(void) { return loss_layer_new(&softmax_loss); }
