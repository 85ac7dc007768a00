// # Learning to read digits
//
// Chapter 4 found the gradient of every weight by trying: two runs of the
// network for each of 39,760 numbers. **Can a network learn from all of MNIST
// while we wait?** With backpropagation, one run forward and one run back give
// every gradient at once.
//
// *Predict first.* The network learns from 10,000 batches of 100 images. How
// many of 100 digits that it has never seen does it read correctly at the end:
// 80, 90, or 97?
//
// *Answer.* About 97. The last line of the table counts it on the data of this
// page: {run: test accuracy}.
#include <stdio.h>

#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/init.h"
#include "optimizers/sgd.h"
#include "system/way.h"
#include "training/training.h"

enum { HIDDEN = 50 };

// ## The network
//
// An image of $28 \times 28$ pixels enters as one row of 784 numbers. Fifty hidden
// neurons look at all of them, and ten outputs look at the fifty numbers, $H$, that
// the ReLU lets through:
//
// $$ \begin{aligned}
//    X\,(N, 784) &\to XW_1 + b_1\,(N, 50) \to \mathrm{ReLU}
//    \\ &\to HW_2 + b_2\,(N, 10) \to \mathrm{softmax}
//    \end{aligned} $$
//
// That makes $784 \cdot 50 + 50 + 50 \cdot 10 + 10 = 39760$ numbers to learn.
//
// The first weights are random. They are drawn from the bell curve, as *normal*
// numbers are: most lie near 0, and few far away. Each is multiplied by
// $\sqrt{2 / n}$, where $n$ is how many inputs a neuron has
// ([He's rule](../common/math/init.c)). The more inputs are summed, the smaller
// each weight, so that the sum keeps its size. Chapter 6
// [compares this choice with others](../ch06_techniques/init_compare.c).
static void build(Network *net, int pixels, int classes, Rng *rng)
{
    network_add(net, affine_new(pixels, HIDDEN, he_std(pixels), rng));
    network_add(net, relu_new());
    network_add(net, affine_new(HIDDEN, classes, he_std(HIDDEN), rng));
    network_add_loss(net, softmax_loss_new());
}

// ## Data, model, loop, clean-up
//
// The data come first. Each image has a label that says which digit it shows.
// The test images are put aside, and no step ever uses them.
int main(int argc, char **argv)
{
    Training options = {.steps = 10000, .batch = 100, .rate = 0.1};
    training_options(&options, argc, argv,
                     "Learns to read handwritten digits by backpropagation.");
    Error error;
    Examples data;
    if (!examples_load(&data, options.shared.data, &error)) {
        die(options.shared.program, &error);
    }
    puts(data.note);

    // The **seed** (随机种子) fixes the first weights and the order of the
    // examples, so that the same command prints the same numbers again.
    Rng rng = rng_new(options.shared.seed);
    Network net = {0};
    build(&net, data.train.height * data.train.width, data.train.classes,
          &rng);

    // ## Two phases
    //
    // What follows is the **learning** phase (学习): every step goes forward *and*
    // back, and changes the weights. Between the steps the test images are read.
    // That is **inference** (推理): forward only, and nothing is changed. The
    // two differ in what a layer must do, so each forward is told its
    // [mode](../common/layers/layer.h). In the mode `TRAINING` a layer keeps what
    // backward will ask for. In the mode `INFERENCE` an answer is all that is
    // wanted, and softmax is not needed: the largest score has the largest
    // probability.
    //
    // The loop is in the [trainer](../common/training/trainer.c), and without
    // everything around it in [bare_loop](bare_loop.c). Each step draws a
    // batch, runs it forward to the loss and back to the gradients, and goes a
    // small step downhill with the learning rate $\eta = 0.1$:
    //
    // $$ W \leftarrow W - \eta \frac{\partial L}{\partial W} $$
    Optimizer *sgd = sgd_new(options.rate);
    bool ok = training_run(&options, &net, sgd, &data, &rng, &error);

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
// The first column counts **epochs** (轮次): in one epoch as many images are
// drawn as there are in the training set. The batches are drawn at random, so
// in one epoch about 63 % of the images are seen, some of them twice.
//
// Most digits are right in the first line already. All the other epochs win only
// the last few of a hundred. At the end about 97 of 100 test digits are read
// correctly, with MNIST as well as with the built-in digits, which the library
// draws itself. The output begins with the name of the data that this page was made
// with. The training accuracy is higher: the network knows its own examples best.
// Where the two part, it begins to learn them by heart (过拟合).
//
// The last digits of the accuracy are luck: another seed gives other first
// weights and other batches, and ends a few thousandths away; `--seed 2` shows it. Such a
// difference between two methods proves nothing until several seeds agree.
//
// ![Accuracy over the epochs. Look at the distance between the curves: it is what the network knows by heart.](learning_curves.svg)
//
// The weights are in a file now. `./ch05/train --epochs 0 --weights FILE` does
// inference alone: it reads them, examines the network and learns nothing. It
// prints the same accuracy, in a fraction of the time.
//
// **Try it.** Run `./ch05/train --rate 1`, then with `--rate 10`. Guess first
// what happens to the loss in each case.
//
// **Check yourself.** A network that guesses evenly has the loss
// $-\ln 0.1 = 2.30$. Where in the program could you see this number, and why is
// the first line already far below it?
//
// *Answer.* It is the loss before the first step; [bare_loop](bare_loop.c) prints
// it in its first line. Here the first line comes after a whole epoch or more, and
// by then the network has made hundreds of steps.
