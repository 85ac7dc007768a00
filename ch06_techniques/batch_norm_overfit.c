// # Batch normalization and learning by heart
//
// In a batch, what a network computes for one image depends a little on the
// images beside it. **Does this disturbance keep the network from learning its
// images by heart?** It is often said that it does. Let us measure it.
//
// *Predict first.* Two networks learn 300 images until they make hardly a mistake on
// them. Which one reads new images better, and by how many of a hundred?
//
// *Answer.* With batches of 100 the plain one: of MNIST it reads about ten of a
// hundred more, and of the built-in digits twenty. The last numbers here are the
// gain of the normalized network, and they are negative: {run: normalized, 100}.
#include <stdio.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "math/init.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 300, EXAMINED = 1000, EVERY = 5 };
enum { PLAIN, NORMALIZED, PLAIN_SMALL, NORMALIZED_SMALL, KINDS };

// ## Four kinds, five seeds
//
// The fewer images a mean is made of, the larger is the disturbance. So both
// networks learn with batches of 100 and with batches of 10. A single pair of
// trainings could differ by [luck](seeds.c); each kind runs with five seeds,
// which draw other weights and batches.
static const char *const names[KINDS] = {"plain, 100", "normalized, 100",
                                         "plain, 10", "normalized, 10"};
static const int batches[KINDS] = {100, 100, 10, 10};

static bool normalized(int kind) { return kind % 2 == 1; }

static Trial describe(int kind)
{
    return (Trial){
        .shape = {.hidden = 100,
                  .depth = 5,
                  .activation = relu_new,
                  .std = he_std,
                  .batch_norm = normalized(kind)},
        .batch = batches[kind],
        .rate = 0.1,
    };
}

// ## The gap
//
// The **gap** is the accuracy on the images that were learnt minus that on new
// ones. The last column is by how much the normalized network does better on
// new images than the plain one, [seed by seed](seeds.c).
static void print_table(const Trial *trials, const Course *course)
{
    const int seeds = course->seeds;
    kind_print_head(course);
    for (int k = 0; k < KINDS; k++) {
        const Trial *kind = &trials[k * seeds];
        kind_print(names[k], kind, normalized(k) ? kind - seeds : NULL,
                   seeds);
    }
}

static Plot *draw(const Trial *trials, const Course *course)
{
    return kinds_plot("batch_norm_overfit", trials, names, KINDS,
                      course->seeds, "test");
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about =
            "Learns few images, with and without batch normalization, and "
            "examines on others.",
        .kinds = KINDS,
        .seeds = 5,
        .images = IMAGES,
        .examined = EXAMINED,
        .epochs = 60,
        .every = EVERY,
        .describe = describe,
        .print = print_table,
        .draw = draw,
    };
    return experiment_main(argc, argv, &experiment);
}

// ## What came out
//
// All four learn their 300 images without a mistake, so only the test images
// show a difference. Batch normalization did *not* narrow the gap in this
// experiment. With batches of 100 the normalized network is much worse on new
// images than the plain one, with each of the five seeds: about ten of a
// hundred more are read wrong with MNIST, and twenty with the built-in digits.
// With batches of 10 the two are near each other. Which is ahead depends on the
// data: with MNIST even on the seed.
//
// Now compare the two normalized rows. With batches of 10 the gap is far smaller,
// and the plain network gains much less by the same change. So the disturbance by
// the neighbours is real, and it does work against learning by heart. It has to
// make up for another effect: five normalizations in a row enlarge small
// differences between images, and noise is such a difference. If a neuron computes
// 1.0 for one half of a batch and 1.1 for the other, $-1$ and $1$ go on.
//
// ![Accuracy on the 300 images and on others: the mean of five seeds, in a band from the least to the most. Look at the distance between the two curves.](batch_norm_overfit.svg)
//
// One often reads that batch normalization makes other means against over-fitting
// unnecessary. That is no law. It depends on the batch, the data and the network.
// [Weight decay and dropout](README.md) are made for this purpose. What normalization does
// replace is [a good start](batch_norm.c), and a search for [the rate](batch_norm_rate.c).
//
// **Try it.** Set `depth` to 1. Which of the four rows changes most?
//
// **Check yourself.** In an inference the neighbours have no influence. Where does the
// layer take its mean and variance from then?
//
// *Answer.* From the running mean and variance. Each training step has moved
// them a little towards those of its batch, and they no longer change.
