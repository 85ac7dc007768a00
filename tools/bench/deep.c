/* deep - trains the deep network with batch normalization that works.py describes,
 * and prints how long that took and how good it became, as ./ch05/train does. */
#include <stdio.h>

#include "data/examples.h"
#include "ground/timing.h"
#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/init.h"
#include "network/network.h"
#include "optimizers/sgd.h"
#include "system/options.h"

enum { DEPTH = 5, HIDDEN = 100, BATCH = 100 };
/* Steps before the clock; works.py gives the peers as many. */
enum { WARM_UP = 3 };

static void build(Network *net, int inputs, int classes, Rng *rng)
{
    for (int i = 0; i < DEPTH; i++) {
        network_add(net, affine_new(inputs, HIDDEN, he_std(inputs), rng));
        network_add(net, batch_norm_new(HIDDEN));
        network_add(net, relu_new());
        inputs = HIDDEN;
    }
    network_add(net, affine_new(inputs, classes, he_std(inputs), rng));
    network_add_loss(net, softmax_loss_new());
}

static void learn(Network *net, const Dataset *data, int steps, Rng *rng)
{
    int picks[BATCH];
    Batch batch = {0};
    Optimizer *sgd = sgd_new(0.1);
    double start = 0;
    for (int i = -WARM_UP; i < steps; i++) {
        start = i == 0 ? timing_now() : start;
        rng_choice(rng, picks, BATCH, data->count);
        batch_gather(&batch, data, picks, BATCH);
        network_loss(net, batch.x, batch.t, TRAINING);
        network_backward(net);
        optimizer_step(sgd, net->params, net->param_count);
    }
    printf("trained in %.3f s\n", timing_now() - start);
    optimizer_free(sgd);
    batch_clear(&batch);
}

int main(int argc, char **argv)
{
    int steps = 1000, threads;
    const Option extra[] = {{"steps", "N", "batches to learn from (1000)",
                             OPTION_INT, &steps, 1, 1e9},
                            options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Trains the deep network of the benchmark.", extra, 2);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    Rng rng = rng_new(options.seed);
    Network net = {0};
    build(&net, data.train.height * data.train.width, data.train.classes,
          &rng);
    learn(&net, &data.train, steps, &rng);
    printf("test accuracy %.4f\n",
           (double)network_count_correct(&net, &data.test) / data.test.count);
    network_clear(&net);
    examples_clear(&data);
    return EXIT_OK;
}
