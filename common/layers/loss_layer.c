// # The last step of a network
//
// Both losses of this book end in the same gradient. **Is that a lucky
// accident?** No: each is paired with the output function for which it comes
// out so. The pages of [softmax with cross-entropy](softmax_loss.c) and
// of [identity with sum of squares](squared_loss.c) derive it; here it
// is used for both.
#include "layers/loss_layer.h"

#include <stdlib.h>

// ## Forward
//
// A LossLayer keeps the answers $y$ and the right answers $t$: backward will
// subtract them. The forward of its kind, on the two pages before, makes
// $y$ out of the scores, and one number out of $y$ and $t$.
real loss_layer_forward(LossLayer *loss, const Tensor *x, const Tensor *t)
{
    CHECK(shape_equal(x->shape, t->shape),
          "%s: scores %s, but right answers %s", loss->kind->name,
          shape_text(x->shape).text, shape_text(t->shape).text);
    loss->t = t;
    loss->y = tensor_fit(loss->y, x->shape);
    return loss->kind->forward(loss->y, x, t);
}

// ## Backward
//
// What goes back is the error itself: answer minus right answer. For one
// example with the answer $(0.018, 0.245, 0.737)$ and the truth $(0, 1, 0)$ it
// is $(0.018, -0.755, 0.737)$. The loss is the mean over $N$ examples, so each
// has a share of $1/N$ in it. In a batch of two all three numbers would be half
// as large.
//
// $$ \frac{\partial L}{\partial x} = \frac{y - t}{N} $$
const Tensor *loss_layer_backward(LossLayer *loss)
{
    CHECK(loss != NULL, "backward needs a loss: network_add_loss()");
    CHECK(loss->t != NULL, "%s: backward needs a forward first",
          loss->kind->name);
    loss->dx = tensor_fit(loss->dx, loss->y->shape);
    tensor_subtract(loss->dx, loss->y, loss->t);
    tensor_scale(loss->dx, 1 / (real)loss->y->shape.n[0], loss->dx);
    return loss->dx;
}

// ## Making and freeing
//
// As with every layer, the memory is taken when it is made or first used, and given
// back in the end.
LossLayer *loss_layer_new(const LossKind *kind)
{
    LossLayer *loss = allocate(1, sizeof *loss);
    loss->kind = kind;
    return loss;
}

void loss_layer_free(LossLayer *loss)
{
    if (loss != NULL) {
        tensor_free(loss->y);
        tensor_free(loss->dx);
        free(loss);
    }
}
