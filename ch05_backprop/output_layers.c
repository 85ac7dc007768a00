// # The last layer
//
// A network ends in an output function and a loss. Both have derivatives, and
// together these could be complicated. **Why is the gradient of the scores simple:
// answer minus truth?** Because each loss was chosen for its output function:
// cross-entropy for softmax, and half the sum of squares for the identity.
//
// *Predict first.* Three scores become the probabilities 0.018, 0.245 and 0.737.
// The second class is right. What is the gradient of the second score?
//
// *Answer.* $0.245 - 1 = -0.755$. It is negative, so the score should grow.
// The first block of the output says {run: backward}.
//
// precision: double
#include <stdio.h>

#include "layers/softmax_loss.h"
#include "layers/squared_loss.h"
#include "math/activation.h"
#include "math/gradient.h"
#include "math/loss.h"
#include "system/options.h"
#include "system/way.h"

enum { CLASSES = 3 };

static void print_row(const char *name, const real *row)
{
    printf("%-16s", name);
    for (int k = 0; k < CLASSES; k++) {
        printf(" %8.4f", (double)row[k]);
    }
    printf("\n");
}

// ## Answer minus truth
//
// With softmax and cross-entropy, and with the identity and half the sum of
// squares, one example gives
//
// $$ \frac{\partial L}{\partial x_k} = y_k - t_k $$
//
// The derivations are on the pages of
// [softmax_loss](../common/layers/softmax_loss.c) and
// [squared_loss](../common/layers/squared_loss.c). Here we compare the short
// formula with the numerical gradient, which knows no formula. In a batch the
// loss is the mean over $N$ examples, so each example has one $N$-th of the
// influence.
typedef struct {
    LossLayer *loss;
    const Tensor *x, *t;
} Trial;

static real loss_of(void *context)
{
    const Trial *trial = context;
    return loss_layer_forward(trial->loss, trial->x, trial->t);
}

static void show(const char *title, LossLayer *loss, Tensor *x,
                 const Tensor *t)
{
    Trial trial = {loss, x, t};
    Tensor *numeric = tensor_new(x->shape);
    numerical_gradient(numeric, loss_of, &trial, x);
    printf("%s, loss %.4f\n", title, (double)loss_of(&trial));
    const Tensor *dx = loss_layer_backward(loss);
    for (int n = 0; n < x->shape.n[0]; n++) {
        const int row = n * CLASSES;
        print_row("  scores x", x->data + row);
        print_row("  answer y", loss->y->data + row);
        print_row("  truth t", t->data + row);
        print_row("  backward", dx->data + row);
        print_row("  numerical", numeric->data + row);
    }
    printf("  they agree to %s\n\n", gradient_error(numeric, dx) < 1e-7
                                         ? "seven digits or more"
                                         : "FEW digits");
    tensor_free(numeric);
    loss_layer_free(loss);
}

// ## Through a whole network, and back
//
// Two examples of three numbers go through an affine layer, a ReLU, and softmax with its
// loss. **Which shape has what comes back at each node?** Say it before each click. All
// lengths differ, so there is only one that fits.
//
// <div data-lab="steps"></div>
//
// <div class="still">
//
// | node | forward | back |
// |---|---|---|
// | affine | $x$ (2, 3), $W$ (3, 4), $b$ (4) to $a$ (2, 4) | to $x$ (2, 3), to $W$ (3, 4), to $b$ (4) |
// | ReLU | $a$ (2, 4) to $h$ (2, 4) | to $a$ (2, 4) |
// | softmax, loss | $h$ (2, 4), $t$ (2, 4) to $y$ (2, 4), to one number $L$ | to $h$ (2, 4) |
//
// </div>

// ## A pair that does not fit
//
// Softmax with half the sum of squares also makes a loss. Let the network be
// quite sure of the wrong class: the scores are 0, 0 and 10, and the first class
// is right. We measure how hard each loss pulls at the score of the right class.
static real mixed_loss(void *context)
{
    const Trial *trial = context;
    softmax_rows(trial->loss->y, trial->x);
    return sum_squared_error(trial->loss->y, trial->t);
}

static void show_mixed(Tensor *x, const Tensor *t)
{
    Trial trial = {softmax_loss_new(), x, t};
    Tensor *fits = tensor_new(x->shape), *mixed = tensor_new(x->shape);
    numerical_gradient(fits, loss_of, &trial, x);
    numerical_gradient(mixed, mixed_loss, &trial, x);
    puts("sure of the wrong class: the gradients of softmax");
    print_row("  cross-entropy", fits->data);
    print_row("  half squares", mixed->data);
    tensor_free(fits);
    tensor_free(mixed);
    loss_layer_free(trial.loss);
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Shows that both last layers pass back answer minus truth.",
                  NULL, 0);
    real scores[] = {0.3, 2.9, 4.0, 1, 1, 1}, sure[] = {0, 0, 10};
    real truth[] = {0, 1, 0, 1, 0, 0};
    Tensor x = tensor_view(scores, SHAPE(1, CLASSES));
    Tensor both = tensor_view(scores, SHAPE(2, CLASSES));
    Tensor wrong = tensor_view(sure, SHAPE(1, CLASSES));
    const Tensor t = tensor_view(truth, SHAPE(1, CLASSES));
    const Tensor both_t = tensor_view(truth, SHAPE(2, CLASSES));
    const Tensor first = tensor_view(truth + CLASSES, SHAPE(1, CLASSES));

    show("softmax, cross-entropy", softmax_loss_new(), &x, &t);
    show("identity, half squares", squared_loss_new(), &x, &t);
    show("softmax, a batch of two", softmax_loss_new(), &both, &both_t);
    show_mixed(&wrong, &first);
    return way_on(&options);
}

// ## What came out
//
// The gradient of the second score is $0.245 - 1 = -0.755$. It is negative: if the
// score rises, the loss falls. With softmax the gradients of the three scores add up
// to 0, because the probabilities and the truth each add up to 1.
//
// In the batch of two, each gradient is half as large. The second example has
// three equal scores, and so its answer is a third for each: the right score gets
// $(\frac13 - 1)/2 = -0.3333$.
//
// Look at the last two lines. With cross-entropy the right score is pulled by
// almost 1, the whole error. With half squares it is pulled by less than a
// thousandth of that: the gradient still has the slope of softmax as a factor.
// As with the sigmoid, the slope of $y_k$ for its own score is $y_k (1 - y_k)$.
// Here $y_1 = 0.000045$, so that slope is $0.000045$, too. The pull is this
// slope times $y_1 - t_1 = -1$; a second part of nearly the same size comes
// through $y_3$. In cross-entropy the slope of the logarithm, $-1/y$, makes up
// for it. With half squares, a network that is sure and wrong would hardly
// learn.
//
// **Try it.** Set the scores `sure` to 0, 0 and 2. Guess first whether half squares
// pulls harder or more weakly than before.
//
// **Check yourself.** The loss of a batch could be the sum instead of the mean.
// What would you have to change in the learning rate, and why?
//
// *Answer.* A sum over $N$ examples is $N$ times the mean, and so are its
// gradients. To take the same steps, the learning rate would have to be
// divided by $N$, and changed whenever the batch changes its size.
