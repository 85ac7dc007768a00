/* numerical - finds the numerical gradient of the two-layer network as
 * numerical.py describes, and prints how long that took. */
#include <stdio.h>

#include "examples.h"
#include "gradient.h"
#include "init.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "network.h"
#include "options.h"
#include "timing.h"

enum { BATCH = 100, HIDDEN = 50 };

typedef struct {
    Network net;
    Batch batch;
} Work;

static real loss_of(void *context)
{
    Work *work = context;
    return network_loss(&work->net, work->batch.x, work->batch.t, TRAINING);
}

/* The first numbers of W1: each costs as much as any other. */
static double seconds_for(Work *work, int numbers)
{
    Tensor *W1 = work->net.params[0]->value;
    const Shape shape = SHAPE(numbers < W1->size ? numbers : W1->size);
    Tensor some = tensor_view(W1->data, shape);
    Tensor *grad = tensor_new(shape);
    loss_of(work);
    const double start = timing_now();
    numerical_gradient(grad, loss_of, work, &some);
    const double seconds = timing_now() - start;
    tensor_free(grad);
    return seconds;
}

int main(int argc, char **argv)
{
    int numbers = 8000, threads;
    const Option extra[] = {
        {"steps", "N", "numbers to find the slope of (8000)", OPTION_INT, &numbers, 1, 39200},
        options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv, "The numerical gradient of the benchmark.", extra, 2);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    const int D = data.train.height * data.train.width, K = data.train.classes;
    Rng rng = rng_new(options.seed);
    Work work = {0};
    network_add(&work.net, affine_new(D, HIDDEN, he_std(D), &rng));
    network_add(&work.net, relu_new());
    network_add(&work.net, affine_new(HIDDEN, K, he_std(HIDDEN), &rng));
    network_add_loss(&work.net, softmax_loss_new());
    batch_slice(&work.batch, &data.train, 0, BATCH);
    printf("trained in %.3f s\n", seconds_for(&work, numbers));
    network_clear(&work.net);
    batch_clear(&work.batch);
    examples_clear(&data);
    return EXIT_OK;
}
