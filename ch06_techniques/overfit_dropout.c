// # Neurons that stay away
//
// If everybody in a class copies from one pupil, the class fails when that
// pupil is ill. **Does a network learn better if in every step some of its
// neurons are missing?**
//
// *Predict first.* One of five neurons is switched off, chosen anew for every
// image. Does the network then need more, or fewer, epochs to learn its 300
// images? And does it read other images better? We ask a deep network, and a
// wide one.
//
// *Answer.* The deep network needs more epochs, and reads other images worse:
// {run: deep, dropout}. The wide one reads them better: {run: wide, dropout}.
// The last numbers are the gain on other images.
#include <stdio.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "math/init.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 300, EXAMINED = 2000, BATCH = 100, EVERY = 15 };
enum { DEEP, DEEP_DROPOUT, WIDE, WIDE_DROPOUT, KINDS };

static const char *const names[KINDS] = {"deep", "deep, dropout", "wide",
                                         "wide, dropout"};

// ## With and without, twice
//
// The *deep* network is that of the book: six hidden layers of 100 neurons, learning with
// the rate 0.01. With $p = 0.2$, [dropout](../common/layers/dropout.c) lets about 80
// of the 100 pass and multiplies them by $1 / 0.8 = 1.25$, so that the sum stays the
// same on average. The *wide* network has two hidden layers of 200 neurons, and learns
// with the rate 0.1.
static const struct {
    int hidden, depth;
    double rate;
} shapes[] = {{100, 6, 0.01}, {200, 2, 0.1}};

// The two of a pair have the same first weights, and differ in $p$ only. Each of the four
// is trained with five seeds, because [one training could be lucky](seeds.c).
static bool drops(int kind) { return kind % 2 == 1; }

static Trial describe(int kind)
{
    return (Trial){.shape = {.hidden = shapes[kind / 2].hidden,
                             .depth = shapes[kind / 2].depth,
                             .activation = relu_new,
                             .std = he_std,
                             .dropout = drops(kind) ? 0.2 : 0},
                   .rate = shapes[kind / 2].rate,
                   .keep = kind == DEEP_DROPOUT};
}

// ## A wrong turn: dropout in the exam
//
// Dropout belongs to the training only. Somebody who forgets that lets the
// network *wrongly* be examined with neurons missing. It is the same network
// with the same weights, and only the mode is wrong.
static double accuracy_in_mode(Network *net, const Dataset *data, Mode mode)
{
    Batch batch = {0};
    int answers[EXAMINED];
    batch_slice(&batch, data, 0, data->count);
    const Tensor *y = network_predict(net, batch.x, mode);
    const int right = batch_count_right(&batch, y, answers);
    batch_clear(&batch);
    return (double)right / data->count;
}

static void examine_wrongly(const Trial *trial, const Dataset *test)
{
    printf("\none of deep, dropout, examined as it should be:  %.4f\n",
           accuracy_in_mode(trial->network, test, INFERENCE));
    printf("wrong, with neurons missing in the exam too:    %.4f\n",
           accuracy_in_mode(trial->network, test, TRAINING));
}

static void print_table(const Trial *trials, const Course *course)
{
    const int seeds = course->seeds;
    kind_print_head(course);
    for (int k = 0; k < KINDS; k++) {
        const Trial *kind = &trials[k * seeds];
        kind_print(names[k], kind, drops(k) ? kind - seeds : NULL, seeds);
    }
    examine_wrongly(&trials[DEEP_DROPOUT * seeds], &course->test);
}

static Plot *draw(const Trial *trials, const Course *course)
{
    return kinds_plot("overfit_dropout", trials, names, KINDS, course->seeds,
                      "test");
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about = "Learns 300 images with and without dropout.",
        .kinds = KINDS,
        .seeds = 5,
        .images = IMAGES,
        .examined = EXAMINED,
        .batch = BATCH,
        .epochs = 301,
        .every = EVERY,
        .describe = describe,
        .print = print_table,
        .draw = draw,
    };
    return experiment_main(argc, argv, &experiment);
}

// ## What came out
//
// Begin with the deep network, the first two rows. Without dropout it knows its
// 300 images by heart. With dropout it does not know them after 301 epochs. In
// every step it is another network, with other neurons missing: six layers, one
// after the other, each lose a part of their numbers. Look at the column
// `test`: other images are read *worse*, of the built-in digits with each of the five
// seeds, of MNIST on average. The gap is no help in judging that: with the built-in digits
// it is smaller with dropout, with MNIST about equal. **A smaller gap is not yet a better
// network.**
//
// In the wide network the same $p$ does what dropout is known for. Both learn
// all of the 300 images, and the one with dropout reads other images better, by
// about one of a hundred. The last column says so [seed by seed](seeds.c): the
// gain is small, and it is there with each of them.
//
// So dropout helps where enough neurons remain to say the same thing, and where
// the training is long enough to learn everything although some are missing. It
// does not help where a network is narrow and deep and learns slowly already.
//
// The two lines below the table show the same network twice. With neurons missing
// in the exam it answers worse, and a second exam would give another number. That
// is why a layer is told the mode,
// [TRAINING or INFERENCE](../common/layers/layer.h).
//
// ![Accuracy on the 300 images and on others: the mean of five seeds, in a band from the least to the most. Above, dropout lowers both curves; below, it raises the dashed one by too little to see here: read the table.](overfit_dropout.svg)
//
// People compare dropout with an **ensemble** (集成学习): many networks that vote.
// Here the many networks share their weights, and each is trained for one batch
// only. An inference with all neurons is like a mean of their answers, and
// takes no longer than one answer.
//
// **Try it.** Run it with `--epochs 3000`. What becomes of the second network,
// and is it worth the time?
//
// **Check yourself.** In training, the neurons that stay are multiplied by $1/(1-p)$.
// The book multiplies all by $1-p$ in the exam instead. Why do both give the same
// mean?
//
// *Answer.* In training the share $1 - p$ of the neurons stays, and
// $(1 - p) \cdot 1/(1 - p) = 1$: the mean is that of all neurons. In the book's
// way the mean of the training is $1 - p$ times as large. So is the mean of the
// exam, because there all neurons are multiplied by $1 - p$.
