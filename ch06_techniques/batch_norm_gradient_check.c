// # Is the gradient of batch normalization right?
//
// The gradient of batch normalization has three terms: one comes back directly,
// one through the mean and one through the standard deviation of the batch.
// **Would the check of chapter 5 notice if one of the terms were missing?**
//
// *Predict first.* To save time we check with a batch of one image. For all
// weights the measured gradient agrees with the computed one to the last digit. What
// has been proved?
//
// *Answer.* Nothing. With one image $W_1$ has a largest gradient of 0 and a
// difference of 0, for the right layer and for the wrong one. In the table its
// count stands before them: {run: W1}.
#include <stdio.h>
#include <tgmath.h>

#include "batch_norm_graph.h"
#include "data/examples.h"
#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "layers/softmax_loss.h"
#include "layers/tanh.h"
#include "math/gradient.h"
#include "network/network.h"
#include "system/options.h"
#include "system/way.h"

enum { HIDDEN = 8, MANY = 7 }; /* precision: double */

// ## One right layer, and one that is wrong
//
// The wrong one is the [graph](batch_norm_graph.c), with the line through the
// variance left out on the way back. The activation is tanh: it has no kink that
// could disturb the numerical gradient.
static Layer *right(void) { return batch_norm_new(HIDDEN); }
static Layer *wrong(void) { return batch_norm_graph_new(HIDDEN, false); }

static void build(Network *net, const Dataset *data,
                  Layer *(*normalize)(void), Rng *rng)
{
    const double scale = 0.1;
    network_add(net,
                affine_new(data->height * data->width, HIDDEN, scale, rng));
    network_add(net, normalize());
    network_add(net, tanh_new());
    network_add(net, affine_new(HIDDEN, data->classes, scale, rng));
    network_add_loss(net, softmax_loss_new());
}

// ## The comparison
//
// For each parameter the table has the largest number of both gradients, and the
// largest difference between the two.
typedef struct {
    Network net;
    Batch batch;
} Trial;

static real loss_of(void *context)
{
    Trial *trial = context;
    return network_loss(&trial->net, trial->batch.x, trial->batch.t,
                        TRAINING);
}

static void compare(const Param *param, Trial *trial)
{
    Tensor *numeric = tensor_new(param->value->shape);
    numerical_gradient(numeric, loss_of, trial, param->value);
    double largest = 0, difference = 0;
    for (int i = 0; i < numeric->size; i++) {
        const double a = numeric->data[i], b = param->grad->data[i];
        largest = fmax(largest, fmax(fabs(a), fabs(b)));
        difference = fmax(difference, fabs(a - b));
    }
    printf("  %-7s %6d   %8.1e   %8.1e\n", param->name, numeric->size,
           largest, difference);
    tensor_free(numeric);
}

static void check(const char *title, const Examples *data, int images,
                  Layer *(*normalize)(void), uint64_t seed)
{
    Rng rng = rng_new(seed);
    Trial trial = {0};
    build(&trial.net, &data->train, normalize, &rng);
    batch_slice(&trial.batch, &data->train, 0, images);
    loss_of(&trial);
    network_backward(&trial.net);
    printf("\n%s, %d image%s\n             count    largest  difference\n",
           title, images, images > 1 ? "s" : "");
    for (int i = 0; i < trial.net.param_count; i++) {
        compare(trial.net.params[i], &trial);
    }
    batch_clear(&trial.batch);
    network_clear(&trial.net);
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    Examples data;
    options_parse(
        &options, argc, argv,
        "Compares the gradients of batch normalization with numerical "
        "ones.",
        NULL, 0);
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, MANY, 1, 1, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    check("right", &data, 1, right, options.seed);
    check("wrong", &data, 1, wrong, options.seed);
    check("right", &data, MANY, right, options.seed);
    check("wrong", &data, MANY, wrong, options.seed);
    examples_clear(&data);
    return way_on(&options);
}

// ## What came out
//
// With one image right and wrong cannot be told apart. The mean *is* the image,
// so $\hat x = 0$ whatever the weights are. The hidden layer does not see the
// image, and $W_1$ and $\gamma_1$ have the gradient 0, computed and measured: 0
// agrees with 0. $W_2$ has the gradient 0, too, because its inputs are $\tanh(0) = 0$.
// A check that compares zeros proves nothing.
//
// With seven images the right layer agrees to seven digits or more, and the wrong one
// misses more than a tenth of the gradient of $W_1$. All parameters nearer to the loss
// are still right. So read the table from the bottom, up to the first parameter that is
// wrong: the mistake is in its layer, or in the one behind it, towards the loss.
//
// In both tables $b_1$ has a gradient of zero, up to rounding: so it cannot say in which
// of the two layers the mistake is. A bias adds the same number to all images, and the
// next layer subtracts it with the mean: $\beta$ has taken its place.
//
// **Try it.** Set `MANY` to 2. If $\varepsilon$ did not exist, two images would
// become $-1$ and $1$ in each neuron. What do you expect for $W_1$?
//
// **Check yourself.** Why must the forward runs of the check be in training mode?
//
// *Answer.* In training the mean and the variance belong to the batch, and a
// moved weight changes them. In an inference they are fixed numbers. Then
// another function is measured, with another gradient.
