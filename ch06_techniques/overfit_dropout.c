// # Neurons that stay away
//
// If everybody in a class copies from one pupil, the class fails when that
// pupil is ill. **Does a network learn better if in every step some of its
// neurons are missing?**
//
// *Predict first.* One of five neurons is switched off, chosen anew for every batch.
// Does the network then need more, or fewer, rounds to learn its 300 images? And does
// it read other images better?
//
// *Answer.* More rounds: in every step it is another network. And no, it does
// not read other images better here. With the book's setting the run says
// {run: without}, and {run: dropout 0.2}; the second number is the accuracy on
// other images.
#include <stdio.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "math/init.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 300, EXAMINED = 2000, BATCH = 100, EVERY = 3 };
enum { KINDS = 3 };

static const real dropped[KINDS] = {0, (real)0.2, (real)0.4};
static const char *const names[KINDS] = {"without", "dropout 0.2",
                                         "dropout 0.4"};

// ## With and without
//
// Six hidden layers of 100 neurons each. With $p = 0.2$,
// [dropout](../common/layers/dropout.c) lets about 80 of the 100 pass and multiplies
// them by $1 / 0.8 = 1.25$, so that the sum stays the same on average. The networks
// have the same first weights, and differ in $p$ only.
static void describe(Trial *trials, uint64_t seed)
{
    for (int i = 0; i < KINDS; i++) {
        trials[i] = (Trial){.shape = {.hidden = 100,
                                      .depth = 6,
                                      .activation = relu_new,
                                      .std = he_std,
                                      .dropout = dropped[i]},
                            .rate = (real)0.01,
                            .keep = i == 1,
                            .seed = seed};
    }
}

static void print_end(const char *name, const Trial *trial)
{
    const double train = trial_end(trial, trial->history.train_accuracy);
    const double test = trial_end(trial, trial->history.test_accuracy);
    printf("%-12s  %6.4f  %6.4f  %6.4f\n", name, train, test, train - test);
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
    printf("\nthe second network, examined as it should be:     %.4f\n",
           accuracy_in_mode(trial->network, test, INFERENCE));
    printf("wrong, with neurons missing in the exam too:     %.4f\n",
           accuracy_in_mode(trial->network, test, TRAINING));
}

static void print_table(const Trial *trials, const Course *course)
{
    printf("%d images, %d epochs, examined on %d others\n\n",
           course->train.count, course->epochs, course->test.count);
    puts("               train    test     gap");
    for (int i = 0; i < KINDS; i++) {
        print_end(names[i], &trials[i]);
    }
    examine_wrongly(&trials[1], &course->test);
}

static Plot *draw(const Trial *trials, const Course *course)
{
    (void)course;
    return trials_plot("overfit_dropout", trials, names, KINDS, "test");
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about = "Learns 300 images with and without dropout.",
        .trials = KINDS,
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
// Without dropout the network soon knows its 300 images by heart. With dropout it
// takes longer, because in every step it is another network, with other neurons
// missing. The more are missing, the smaller is the gap between the two accuracies.
//
// But look at the column `test` as well. The gap closes because the network learns its
// own images less well, and not because it reads other images better. Six layers, one
// after the other, each lose a part of their neurons, and 300 rounds do not suffice to
// make up for it. **A smaller gap is not yet a better network.** In wide layers, and
// with many more rounds, dropout does raise the test accuracy; that is what it is used
// for.
//
// The two lines below the table show the same network twice. With neurons missing in
// the exam it answers worse, and each time otherwise. That is why a layer is told the
// mode, [TRAINING or INFERENCE](../common/layers/layer.h).
//
// ![Accuracy on the 300 images and on others. With more dropout the curves come closer, and both lie lower.](overfit_dropout.svg)
//
// People compare dropout with an **ensemble** (集成学习): many networks that vote.
// Here the many networks share their weights, and each is trained for one batch only.
// An inference with all neurons is like a mean of their answers, at the price of one.
//
// **Try it.** `--epochs 3000`. What becomes of the third network, and is it worth the
// time?
//
// **Check yourself.** In training, the neurons that stay are multiplied by $1/(1-p)$.
// The book multiplies all by $1-p$ in the exam instead. Why do both give the same
// mean?
//
// *Answer.* In training the share $1 - p$ of the neurons stays, and
// $(1 - p) \cdot 1/(1 - p) = 1$: the mean is that of all neurons. In the book
// the training has $1 - p$ times that mean, and in the exam all neurons times
// $1 - p$ have the same.
