// # Weights with a price
//
// 300 images and a network of 130,000 weights: it can learn all of them by heart. **Can
// we stop it from learning by heart, and still let it learn?**
//
// *Predict first.* Every weight gets a price, so that large weights do not pay. What
// happens to the accuracy on the 300 images: does it fall, or rise, or stay at 100 of
// 100?
//
// *Answer.* It falls: {run: weight decay 0.1}. The first number is the
// accuracy on the 300 images.
#include <stdio.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "math/init.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 300, EXAMINED = 2000, BATCH = 100, EVERY = 3 };
enum { PLAIN, DECAY, KINDS };

// ## Two networks that differ in one number
//
// Both have six hidden layers of 100 neurons, the same first weights and the same
// batches. One of them pays $\frac{\lambda}{2} \sum W^2$ for its weights, with
// $\lambda = 0.1$. [Weight decay](../common/training/weight_decay.c) (权值衰减) adds
// $\lambda W$ to the gradient, so each step with the rate $\eta = 0.01$ also shrinks
// every weight by $\eta \lambda = 0.001$ of itself:
//
// $$ W \leftarrow W - \eta \left( \frac{\partial L}{\partial W} + \lambda W \right)
//    = (1 - \eta\lambda)\, W - \eta \frac{\partial L}{\partial W} $$
//
// A weight that no example needs is half as large after 693 steps.
static void describe(Trial *trials, uint64_t seed)
{
    for (int i = 0; i < KINDS; i++) {
        trials[i] = (Trial){.shape = {.hidden = 100,
                                      .depth = 6,
                                      .activation = relu_new,
                                      .std = he_std},
                            .rate = (real)0.01,
                            .decay = i == DECAY ? (real)0.1 : 0,
                            .seed = seed};
    }
}

// ## Side by side
static void print_end(const char *name, const Trial *trial)
{
    const double train = trial_end(trial, trial->history.train_accuracy);
    const double test = trial_end(trial, trial->history.test_accuracy);
    printf("%-16s  %6.4f  %6.4f  %6.4f  %8.4f\n", name, train, test,
           train - test, trial_end(trial, trial->history.loss));
}

static const char *const titles[KINDS] = {"without", "weight decay"};

static void print_table(const Trial *trials, const Course *course)
{
    printf("%d images, %d epochs, examined on %d others\n\n",
           course->train.count, course->epochs, course->test.count);
    puts("                   train    test     gap      loss");
    print_end("without", &trials[PLAIN]);
    print_end("weight decay 0.1", &trials[DECAY]);
}

static Plot *draw(const Trial *trials, const Course *course)
{
    (void)course;
    return trials_plot("overfit_weight_decay", trials, titles, KINDS, "test");
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about = "Learns 300 images with and without weight decay.",
        .trials = KINDS,
        .images = IMAGES,
        .examined = EXAMINED,
        .batch = BATCH,
        .epochs = 201,
        .every = EVERY,
        .describe = describe,
        .print = print_table,
        .draw = draw,
    };
    return experiment_main(argc, argv, &experiment);
}

// ## What came out
//
// Without a price the network soon makes no mistake on its 300 images. Its
// loss is nearly 0, so hardly any gradient is left, and the test accuracy no
// longer changes.
//
// With the price it is worse on the 300 images, and the distance between the two
// accuracies is smaller. It cannot bend itself around every single image any more,
// because that would need large weights. The loss in the table includes the price;
// so it can be large although few answers are wrong.
//
// ![Accuracy on the 300 images and on others. Look at the distance between the two curves of a panel.](overfit_weight_decay.svg)
//
// A smaller gap is not the same as a better network. Compare the two test accuracies
// in the table: that is what counts in the end. With a smaller price, or with more
// images, the gain is larger or smaller; nobody can know it without trying.
//
// **Try it.** Write 1 in place of 0.1 in `describe()`. What happens to both curves,
// and why?
//
// **Check yourself.** Why do the biases pay nothing?
//
// *Answer.* A bias bends nothing. It moves an answer for all images alike, and
// does not help to learn a single image by heart. There are also few of them.
