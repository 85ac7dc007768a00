/* conv - trains one of the two convolutional networks that works.py describes,
 * and prints how long that took, how good it became, and how fast it reads. With
 * --save, a peer can read with the same weights. */
#include <stdio.h>
#include <string.h>

#include "data/examples.h"
#include "deep_conv_net.h"
#include "files/weights.h"
#include "ground/timing.h"
#include "optimizers/adam.h"
#include "simple_conv_net.h"
#include "system/options.h"

enum { BATCH = 100, READ = 10000 };
/* Steps before the clock; works.py gives the peers as many. */
enum { WARM_UP = 3 };

static void build(Network *net, bool deep, const Dataset *data, Rng *rng)
{
    const int height = data->height, width = data->width;
    const SimpleConvNet shape = simple_conv_net(height, width, data->classes);
    if (deep) {
        deep_conv_net_build(net, DEEP_BOOK, height, width, data->classes,
                            rng);
    } else {
        simple_conv_net_build(net, &shape, rng);
    }
}

static void learn(Network *net, const Dataset *data, int steps, Rng *rng)
{
    int picks[BATCH];
    Batch batch = {0};
    Optimizer *adam = adam_new(0.001, 0.9, 0.999);
    double start = 0;
    for (int i = -WARM_UP; i < steps; i++) {
        start = i == 0 ? timing_now() : start;
        rng_choice(rng, picks, BATCH, data->count);
        batch_gather(&batch, data, picks, BATCH);
        network_loss(net, batch.x, batch.t, TRAINING);
        network_backward(net);
        optimizer_step(adam, net->params, net->param_count);
    }
    printf("trained in %.3f s\n", timing_now() - start);
    optimizer_free(adam);
    batch_clear(&batch);
}

/* Once to warm up, and once with the clock: of the first images, as many as the
   peers read. */
static void read_images(Network *net, const Dataset *data)
{
    Dataset first = *data;
    first.count = data->count < READ ? data->count : READ;
    network_count_correct(net, &first);
    const double start = timing_now();
    const int right = network_count_correct(net, &first);
    printf("read %d images in %.4f s\n", first.count, timing_now() - start);
    printf("test accuracy %.4f\n", (double)right / first.count);
}

int main(int argc, char **argv)
{
    const char *network = "simple", *save = NULL;
    int steps = 200, threads;
    const Option extra[] = {{"network", "NAME", "simple or deep (simple)",
                             OPTION_TEXT, &network, 0, 0},
                            {"steps", "N", "batches to learn from (200)",
                             OPTION_INT, &steps, 1, 1e9},
                            {"save", "FILE", "where the weights go (nowhere)",
                             OPTION_TEXT, &save, 0, 0},
                            options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Trains a convolutional network of the benchmark.", extra,
                  4);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    Rng rng = rng_new(options.seed);
    Network net = {0};
    build(&net, strcmp(network, "deep") == 0, &data.train, &rng);
    learn(&net, &data.train, steps, &rng);
    read_images(&net, &data.test);
    if (save != NULL && !weights_save(&net, save, NULL, 0, &error)) {
        die(options.program, &error);
    }
    network_clear(&net);
    examples_clear(&data);
    return EXIT_OK;
}
