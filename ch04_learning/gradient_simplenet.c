// # The gradient of a matrix
//
// So far two numbers made the landscape. A layer has a whole matrix of them. **What
// is the gradient of a loss for every number of a matrix, and how is it read?**
//
// *Predict first.* Two inputs, three classes, a matrix $W$ of six weights. The right
// class is the third. Which of the six should grow, and which should shrink?
//
// *Answer.* The two weights of the third column should grow, and the other four
// should shrink: both inputs are positive, so a larger weight makes the score
// of its class larger, and the third score should grow. In the gradient the
// third column is negative: {run: 0.2192}.
//
// precision: double
#include <stdio.h>

#include "math/activation.h"
#include "math/gradient.h"
#include "math/loss.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

// ## The smallest network
//
// One row $x$, one matrix $W$, and the softmax of the product:
//
// $$ L(W) = \mathrm{crossentropy}(\mathrm{softmax}(x W),\ t) $$
//
// In this gradient $x$ and $t$ are fixed, and only $W$ varies: the data are
// given, and the weights are what we may change.
typedef struct {
    Tensor x, t, W, scores, y;
} SimpleNet;

static real loss(void *context)
{
    SimpleNet *net = context;
    matmul(&net->scores, &net->x, &net->W);
    softmax_rows(&net->y, &net->scores);
    return cross_entropy_error(&net->y, &net->t);
}

int main(int argc, char **argv)
{
    real x[] = {0.6, 0.9}, t[] = {0, 0, 1}, scores[3], y[3], dW[6];
    real W[] = {0.47355232, 0.9977393,  0.84668094,
                0.85557411, 0.03563661, 0.69422093};
    SimpleNet net = {tensor_view(x, SHAPE(1, 2)), tensor_view(t, SHAPE(1, 3)),
                     tensor_view(W, SHAPE(2, 3)),
                     tensor_view(scores, SHAPE(1, 3)),
                     tensor_view(y, SHAPE(1, 3))};
    Tensor grad = tensor_view(dW, SHAPE(2, 3));
    Options options;
    options_parse(&options, argc, argv,
                  "Measures the gradient of a loss for a matrix of weights.",
                  NULL, 0);
    tensor_print("W", &net.W);
    real L = loss(&net);
    tensor_print("scores", &net.scores);
    tensor_print("y", &net.y);
    printf("loss %.4f\n\n", L);

    // ## One slope for each weight
    //
    // $\partial L / \partial W$ has the shape of $W$. Each number says how much the
    // loss changes if that weight alone grows a little.
    numerical_gradient(&grad, loss, &net, &net.W);
    tensor_print("dL/dW", &grad);

    // ## And downhill
    //
    // A few steps, each against the gradient, with the rate 1.
    puts("\nstep    loss  right class");
    for (int i = 0; i <= 5; i++) {
        L = loss(&net);
        printf("%4d  %.4f       %.4f\n", i, L, y[2]);
        numerical_gradient(&grad, loss, &net, &net.W);
        tensor_add_scaled(&net.W, -1, &grad);
    }
    return way_on(&options);
}

// ## What came out
//
// The third column is negative: let these weights grow, and the loss falls. The
// other two are positive: let them shrink. 0.2192 at the top left says that if this
// weight grows by $h$, the loss grows by about $0.2192\, h$.
//
// The rows are in the ratio of the inputs, $0.6 : 0.9$. A larger input has a
// larger influence, so the loss feels its weights more. And each row adds up to
// zero. If all weights of a row grow by the same $h$, all scores grow alike.
// Then the shares of softmax stay as they are, and so does the loss.
//
// Multiply the input $0.6$ by the answer $y$ of the first class, $0.3654$:
// that is $0.2192$ again. That is no accident:
// [chapter 5](../ch05_backprop/output_layers.c) finds the rule behind it.
//
// **Try it.** Let the first input be 0. What is the first row of the gradient, and
// why can those weights not be learnt from such an image?
//
// **Check yourself.** How often was the network run to find these six numbers? How
// often for 39,760?
//
// *Answer.* Twice for each weight, 12 times. For 39,760 weights it is 79,520
// times, for a single step.
