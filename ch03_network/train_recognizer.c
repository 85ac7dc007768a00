// # Where the weights come from
//
// [recognize](recognize.c) reads digits with weights from a file. **Who made
// the file?** This program did. It is shown here so that the file is no
// riddle. But how it works is the subject of chapters 4 and 5, so read on, and
// come back later.
//
// *Predict first.* The network starts with random weights. Before it has learnt
// anything, how many of 100 digits does it read correctly?
//
// *Answer.* About ten: there are ten answers, and the network has no reason
// for any of them.
#include <stdio.h>

#include "layers/affine.h"
#include "layers/sigmoid.h"
#include "layers/softmax_loss.h"
#include "math/init.h"
#include "optimizers/sgd.h"
#include "system/way.h"
#include "training/training.h"

enum { FIRST = 50, SECOND = 100 };

// ## The network
//
// 784 pixels, two hidden layers of 50 and of 100 neurons, ten classes. That
// makes $784 \cdot 50 + 50 + 50 \cdot 100 + 100 + 100 \cdot 10 + 10 = 45360$
// numbers.
//
// Random first weights get the size $1 / \sqrt{n}$, where $n$ is how many
// inputs a neuron has (after X. Glorot and Y. Bengio, 2010): xavier_std(). Chapter 6
// shows [what happens otherwise](../ch06_techniques/init_histogram.c).
static void build(Network *net, int pixels, int classes, Rng *rng)
{
    network_add(net, affine_new(pixels, FIRST, xavier_std(pixels), rng));
    network_add(net, sigmoid_new());
    network_add(net, affine_new(FIRST, SECOND, xavier_std(FIRST), rng));
    network_add(net, sigmoid_new());
    network_add(net, affine_new(SECOND, classes, xavier_std(SECOND), rng));
    network_add_loss(net, softmax_loss_new());
}

// ## Learn and save
//
// The training writes a file of weights with the book's names, `W1`, `b1`,
// `W2`, `b2`, `W3` and `b3`. `make ch03-weights` runs it twice, once for MNIST
// and once for the built-in digits, and so makes the two files in
// `ch03_network/weights` again.
int main(int argc, char **argv)
{
    Training options = {.steps = 6000, .batch = 100, .rate = 1};
    training_options(&options, argc, argv,
                     "Makes the weights that recognize reads digits with.");
    Error error;
    Examples data;
    if (!examples_load(&data, options.shared.data, &error)) {
        die(options.shared.program, &error);
    }
    puts(data.note);
    Rng rng = rng_new(options.shared.seed);
    Network net = {0};
    build(&net, data.train.height * data.train.width, data.train.classes,
          &rng);
    Optimizer *sgd = sgd_new(options.rate);
    const bool ok = training_run(&options, &net, sgd, &data, &rng, &error);
    optimizer_free(sgd);
    network_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.shared.program, &error);
    }
    return way_on(&options.shared);
}

// ## What came out
//
// The columns are the round through the data (epoch), the loss, which share of the
// training images and of the test images is read correctly, and the time. The
// same seed gives the same file again, byte by byte, on the same machine.
//
// The table begins after the first rounds. Before that, the random network has ten
// answers and no reason for any of them: it reads about ten of 100 digits by chance.
// `--steps 1` shows it.
//
// ![Accuracy over the epochs. Look at how the first epochs bring most. The last point is the network that ships with this chapter, if the data are the same.](learning_curves.svg)
//
// **Try it.** `./ch03/train_recognizer --steps 100 --save few.safetensors`, and
// then `./ch03/recognize --weights few.safetensors`. How well does a network
// read that has learnt for a moment only?
//
// **Check yourself.** Which of the six tensors holds most of the 45,360
// numbers, and what does one column of it belong to?
//
// *Answer.* `W1`, with $784 \cdot 50 = 39{,}200$ of them. One column of it
// belongs to one hidden neuron: a weight for each of the 784 pixels.
