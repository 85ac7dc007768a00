/* numerical - finds the numerical gradient of the two-layer network as
 * numerical.py describes, and prints how long that took. */
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "ground/timing.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/gradient.h"
#include "math/init.h"
#include "network/network.h"
#include "system/options.h"
#include "system/threads.h"

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

static void work_init(Work *work, const Dataset *data, uint64_t seed)
{
    const int D = data->height * data->width, K = data->classes;
    Rng rng = rng_new(seed);
    network_add(&work->net, affine_new(D, HIDDEN, he_std(D), &rng));
    network_add(&work->net, relu_new());
    network_add(&work->net, affine_new(HIDDEN, K, he_std(HIDDEN), &rng));
    network_add_loss(&work->net, softmax_loss_new());
    batch_slice(&work->batch, data, 0, BATCH);
    loss_of(work); /* the first run takes memory */
}

/* The first numbers of W1: each costs as much as any other. A thread has a
 * network of its own. */
static double seconds_for(int numbers, const Dataset *data, uint64_t seed)
{
    const int count = threads_available();
    Work *works = allocate((size_t)count, sizeof *works);
    Tensor *some = allocate((size_t)count, sizeof *some);
    Variation *variations = allocate((size_t)count, sizeof *variations);
    Tensor *grad = tensor_new(SHAPE(numbers));
    for (int i = 0; i < count; i++) {
        work_init(&works[i], data, seed);
        some[i] = tensor_view(network_find(&works[i].net, "W1")->value->data,
                              grad->shape);
        variations[i] = (Variation){&works[i], &some[i]};
    }
    const double start = timing_now();
    numerical_gradient_shared(grad, loss_of, variations, count);
    const double seconds = timing_now() - start;
    for (int i = 0; i < count; i++) {
        network_clear(&works[i].net);
        batch_clear(&works[i].batch);
    }
    free(works);
    free(some);
    free(variations);
    tensor_free(grad);
    return seconds;
}

int main(int argc, char **argv)
{
    int numbers = 8000, threads;
    const Option extra[] = {{"steps", "N",
                             "numbers to find the slope of (8000)",
                             OPTION_INT, &numbers, 1, 39200},
                            options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "The numerical gradient of the benchmark.", extra, 2);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    const int W1 = data.train.height * data.train.width * HIDDEN;
    printf("trained in %.3f s\n", seconds_for(numbers < W1 ? numbers : W1,
                                              &data.train, options.seed));
    examples_clear(&data);
    return EXIT_OK;
}
