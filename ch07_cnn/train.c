// # Learning with filters
//
// The network of [chapter 5](../ch05_backprop/train.c) reads about 97 of 100
// digits, and it knows nothing of neighbours. **How many more does a network
// read that looks through filters?** Everything else stays: the batches, the
// loss, the loop.
//
// *Predict first.* Chapter 5 leaves about 300 of the 10,000 digits of MNIST wrong.
// How many are left now: 250, 200, or about 100?
#include <stdio.h>

#include "optimizers/adam.h"
#include "simple_conv_net.h"
#include "training.h"

// ## Data, model, loop, clean-up
//
// The program is that of chapter 5 with two lines changed. One is the network:
// the [simple convolutional network](simple_conv_net.c), which finds its sizes
// from the images.
int main(int argc, char **argv)
{
    Training options = {.steps = 3000, .batch = 100, .rate = (real)0.001};
    training_options(&options, argc, argv,
                     "Learns to read digits with a convolutional network.");
    Error error;
    Examples data;
    if (!examples_load(&data, options.shared.data, &error)) {
        die(options.shared.program, &error);
    }
    puts(data.note);

    Rng rng = rng_new(options.shared.seed);
    Network net = {0};
    const SimpleConvNet shape = simple_conv_net(
        data.train.height, data.train.width, data.train.classes);
    simple_conv_net_build(&net, &shape, &rng);

    // The other is the method. [Adam](../common/optimizers/adam.c) gives each
    // weight a step of its own, so filters and affine layers learn at their own
    // speed from one rate, $\eta = 0.001$.
    Optimizer *adam = adam_new(options.rate, (real)0.9, (real)0.999);
    bool ok = training_run(&options, &net, adam, &data, &rng, &error);

    optimizer_free(adam);
    network_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.shared.program, &error);
    }
    return EXIT_OK;
}
