// # Gradient check
//
// Backpropagation is fast, and it is easy to make a mistake in it. The
// numerical gradient of chapter 4 is slow, but almost too plain to be wrong.
// **Do both give the same gradients, for all 39,760 weights?**
//
// *Predict first.* The largest gradients are numbers between about $0.1$ and $1$.
// By how much do the two ways differ: by $10^{-4}$, $10^{-8}$, or less?
//
// *Answer.* By less than $10^{-8}$. Of the 39,200 weights of the first layer the
// largest difference is in the column *worst*, the third number here: {run: W1}.
#include <stdio.h>
#include <tgmath.h>

#include "data/examples.h"
#include "ground/timing.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/gradient.h"
#include "network/network.h"
#include "system/options.h"
#include "system/way.h"

enum { EXAMPLES = 3, HIDDEN = 50 }; /* precision: double */

// ## The function to differentiate
//
// The loss of three images, as a function of whatever weight is being moved.
// This program computes in double in place of float. In float, the subtraction
// of two nearly equal losses leaves only a few digits.
typedef struct {
    Network *net;
    const Batch *batch;
} Trial;

static real loss_of(void *context)
{
    const Trial *trial = context;
    return network_loss(trial->net, trial->batch->x, trial->batch->t,
                        TRAINING);
}

// ## Two gradients side by side
//
// The numerical one moves every number of the parameter up and down, with a
// whole run of the network each time. The largest difference is also divided
// by the largest gradient, because only then can we say whether it is small.
// The largest gradient itself is printed as both ways found it.
static void compare(const Param *param, Trial *trial)
{
    Tensor *numeric = tensor_new(param->value->shape);
    numerical_gradient(numeric, loss_of, trial, param->value);

    const real *known = param->grad->data, *measured = numeric->data;
    double sum = 0, worst = 0;
    int largest = 0;
    for (int i = 0; i < numeric->size; i++) {
        const double difference = (double)fabs(measured[i] - known[i]);
        sum += difference;
        worst = fmax(worst, difference);
        largest = fabs(known[i]) > fabs(known[largest]) ? i : largest;
    }
    printf("%-4s %6d  %8.2e  %8.2e  %8.2e  %13.10f  %13.10f\n", param->name,
           numeric->size, sum / numeric->size, worst,
           (double)gradient_error(numeric, param->grad),
           (double)known[largest], (double)measured[largest]);
    tensor_free(numeric);
}

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv,
                  "Compares backpropagation with the numerical gradient.",
                  NULL, 0);
    Error error;
    Examples data;
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, EXAMPLES, 1, 1, &error)) {
        die(options.program, &error);
    }
    puts(data.note);

    Rng rng = rng_new(options.seed);
    Network net = {0};
    network_add(&net, affine_new(data.train.height * data.train.width, HIDDEN,
                                 0.1, &rng));
    network_add(&net, relu_new());
    network_add(&net, affine_new(HIDDEN, data.train.classes, 0.1, &rng));
    network_add_loss(&net, softmax_loss_new());
    Batch batch = {0};
    batch_slice(&batch, &data.train, 0, EXAMPLES);
    Trial trial = {&net, &batch};

    // ## Once back, or 79,520 times forward
    //
    // Backpropagation runs first, and its gradients stay in the layers while
    // the numerical ones are found.
    double start = timing_now();
    loss_of(&trial);
    network_backward(&net);
    double backprop = timing_now() - start;

    start = timing_now();
    printf("      count      mean     worst  relative  backpropagation     "
           "numerical\n");
    for (int i = 0; i < net.param_count; i++) {
        compare(net.params[i], &trial);
    }
    printf("backpropagation %s s, numerical gradient %s s\n",
           timing_text(backprop, 0, 5).text,
           timing_text(timing_now() - start, 0, 2).text);

    batch_clear(&batch);
    network_clear(&net);
    examples_clear(&data);
    return way_on(&options);
}

// ## What came out
//
// Look at the two numbers at the end of each line: one gradient, found in two ways. They
// agree to about nine digits or more. The column *worst* holds the largest difference of
// each row, less than $10^{-8}$; the column *relative* says that this is about a
// thousand-millionth of the row's *largest* gradient, or less. Small gradients agree to
// fewer digits. Most of the 39,760 are exactly 0 in both ways: those of dark pixels, and
// of neurons that the ReLU has switched off. So **backpropagation finds the same
// gradient**, with one run forward and one run back, instead of two runs forward for
// each number.
//
// If one of the two is approximate, it is the *numerical* gradient. Its error
// shrinks with the square of the step $h = 10^{-4}$, and the subtraction costs
// digits. It is the judge because it knows no formula, and not because it is
// more exact. Such a comparison is called a **gradient check** (梯度确认).
//
// **Try it.** In `common/layers/affine.c`, sum the gradient of $b$ along axis 1
// instead of axis 0. The program stops: the shapes do not fit. Then change
// $x^\top dout$ into twice that. Say first which lines of the table will show
// it.
//
// **Check yourself.** A ReLU has a kink at 0. What would the check report if
// moving one weight by $h$ carried a neuron across the kink?
//
// *Answer.* A large difference at a few weights. On one side of the kink the slope
// is one number and on the other side another, so the central difference measures a
// mixture of both. Backpropagation gives the slope on this side of the kink. With a
// smaller $h$ the difference disappears, and that is how one tells it from a
// mistake.
