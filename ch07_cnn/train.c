// # Learning with filters
//
// The network of [chapter 5](../ch05_backprop/train.c) reads about 97 of 100
// digits, and it knows nothing of neighbours. **How many more does a network
// read that looks through filters?** Everything else stays the same: the
// batches, the loss and the loop.
//
// *Predict first.* Chapter 5 leaves about 300 of the 10,000 digits of MNIST wrong.
// How many are left now: 250, 200, or about 100?
//
// *Answer.* About 100. On the data of this page the run ends with
// {run: test accuracy}.
#include <stdio.h>

#include "optimizers/adam.h"
#include "simple_conv_net.h"
#include "system/way.h"
#include "training/training.h"

// ## Data, model, loop, clean-up
//
// The program is the one of chapter 5, with two lines and two settings changed.
// One line is the network: the
// [simple convolutional network](simple_conv_net.c), which finds its sizes from
// the images.
int main(int argc, char **argv)
{
    Training options = {.steps = 3000,
                        .batch = 100,
                        .rate = 0.001,
                        .rate_decay = 1,
                        .shuffle = true};
    training_options(&options, argc, argv,
                     "Learns to read digits with a convolutional network.");
    Error error;
    Examples data;
    if (!examples_load(&data, options.shared.data, &error) ||
        !examples_enough(&data, 1, 1, SIMPLE_CONV_NET_LEAST, &error)) {
        die(options.shared.program, &error);
    }
    puts(data.note);

    Rng rng = rng_new(options.shared.seed);
    Network net = {0};
    const SimpleConvNet shape = simple_conv_net(
        data.train.height, data.train.width, data.train.classes);
    simple_conv_net_build(&net, &shape, &rng);

    // The other line is the method. [Adam](../common/optimizers/adam.c) gives each
    // weight a step of its own, so filters and affine layers learn at their own
    // speed from one rate, $\eta = 0.001$.
    //
    // Two settings help as well. The images come shuffled (洗牌), so each is seen
    // once in an epoch. And the rate falls evenly to 0: with a constant rate every
    // batch pulls the weights its own way until the end.
    Optimizer *adam = adam_new(options.rate, 0.9, 0.999);
    bool ok = training_run(&options, &net, adam, &data, &rng, &error);

    optimizer_free(adam);
    network_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.shared.program, &error);
    }
    return way_on(&options.shared);
}

// ## What came out
//
// In the first line already, the network reads more test digits than the
// network of chapter 5 does at its end. Then progress becomes slow: each epoch
// removes a few of the mistakes that are left. Of the 10,000 test digits of
// MNIST a little more than 100 stay wrong. The rate is nearly 0 in the last
// epoch, and the accuracy no longer jumps up and down.
//
// A step costs more than in chapter 5. The convolution has 780 weights, and each
// is used at 576 places of every image.
//
// ![Accuracy over the epochs. Compare the height of the last point with that of chapter 5.](learning_curves.svg)
//
// With `--epochs 0 --weights FILE` the program only examines. The file may come
// from anywhere, as long as its tensors have the book's names and shapes.
//
// **Try it.** Keep the rate constant: `./ch07/train --rate-decay 0`. Guess first whether
// the last line of the table or the one before it will be better.
//
// **Check yourself.** The training accuracy comes close to 1. Which of the
// 433,890 weights can learn single images by heart: those of the filters, or those
// of the affine layers?
//
// *Answer.* Those of the affine layers. There are 433,110 of them, and each
// sees one place only. A filter has to serve all places of all images with its
// 25 weights, so it cannot know a single image.
