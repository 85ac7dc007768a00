// # The bare loop
//
// A program that learns also reports, examines and saves; [the next one](train.c)
// does. **What remains if all of that is left out?** Four steps that are repeated:
// draw a batch, go forward, go back, and go down. All of deep learning is this loop
// with a larger network inside.
//
// *Predict first.* Before it has learnt anything, the network's loss is that
// of even guessing, $-\ln 0.1 = 2.30$. After how many batches of 100 images is
// the loss below 1?
//
// *Answer.* Between 100 and 200 batches: {run: step  100}, and
// {run: step  200}.
#include <stdio.h>

#include "data/examples.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "network/network.h"
#include "optimizers/sgd.h"
#include "system/options.h"
#include "system/way.h"

enum { BATCH = 100, STEPS = 1000, HIDDEN = 50 };

int main(int argc, char **argv)
{
    Options options;
    options_parse(&options, argc, argv, "Shows the training loop, bare.",
                  NULL, 0);
    Error error;
    Examples data;
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);

    const Dataset *train = &data.train;
    Rng rng = rng_new(options.seed);
    Network net = {0};
    network_add(&net,
                affine_new(train->height * train->width, HIDDEN, 0.01, &rng));
    network_add(&net, relu_new());
    network_add(&net, affine_new(HIDDEN, train->classes, 0.01, &rng));
    network_add_loss(&net, softmax_loss_new());
    Optimizer *sgd = sgd_new(0.1);

    // ## The loop
    //
    // Draw a batch. Run it forward to the loss, and back to the gradient of
    // every weight. Take a small step downhill.
    Batch batch = {0};
    for (int step = 0; step < STEPS; step++) {
        int picks[BATCH];
        rng_choice(&rng, picks, BATCH, train->count);
        batch_gather(&batch, train, picks, BATCH);

        real loss = network_loss(&net, batch.x, batch.t, TRAINING);
        network_backward(&net);
        optimizer_step(sgd, net.params, net.param_count);

        if (step % 100 == 0) {
            printf("step %4d  loss %.4f\n", step, (double)loss);
        }
    }

    // ## The examination
    //
    // Images that were put aside decide what has been learnt.
    int right = network_count_correct(&net, &data.test);
    printf("test accuracy %.4f (%d of %d)\n", (double)right / data.test.count,
           right, data.test.count);

    batch_clear(&batch);
    optimizer_free(sgd);
    network_clear(&net);
    examples_clear(&data);
    return way_on(&options);
}

// ## What came out
//
// The first loss is almost exactly $\ln 10 = 2.3026$: with such small weights
// all ten scores are nearly zero, and every class gets a tenth. Then the loss
// falls, fast at first: after 100 batches it is still above 1, after 200 below. It
// does not fall in every line, because each line is the loss of another batch, and
// some batches are harder than others.
//
// **Try it.** Take away the line with network_backward() and run it again.
// Guess first: does the loss rise, fall, or stay?
//
// **Check yourself.** The batches are drawn with repetition. The loop draws
// 1000 batches of 100 images. How many different images has it seen at most?
//
// *Answer.* At most all images that there are: an image was drawn 100,000
// times, but MNIST has only 60,000 images, and the built-in digits are 20,000.
// Some were drawn several times and others not at all: of MNIST about 81 of 100
// were drawn, of the built-in digits 99. Of $n$ images, drawn $n$ times, about
// 63 of 100 are seen.
