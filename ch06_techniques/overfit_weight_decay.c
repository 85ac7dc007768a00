// # Weights with a price
//
// 300 images and a network of 130,000 weights: it can learn all of them by heart. **Can
// we stop it from learning by heart, and still let it learn?**
//
// *Predict first.* Every weight gets a price, so that large weights become
// expensive. What happens to the accuracy on the 300 images: does it fall, or
// rise, or stay at 100 of 100?
//
// *Answer.* With a high price it falls: {run: decay 0.1}. With a fifth of it,
// hardly: {run: decay 0.02}. The first number behind the name is the accuracy on
// the 300 images.
#include <stdio.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "math/init.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 300, EXAMINED = 2000, BATCH = 100, EVERY = 10 };
enum { KINDS = 3 };

static const double prices[KINDS] = {0, 0.02, 0.1};
static const char *const names[KINDS] = {"without", "decay 0.02",
                                         "decay 0.1"};

// ## Three networks that differ in one number
//
// All have six hidden layers of 100 neurons, the same first weights and the same
// batches. Two of them pay $\frac{\lambda}{2} \sum W^2$ for their weights, one with the
// $\lambda = 0.1$ of the book and one with a fifth of it.
// [Weight decay](../common/training/weight_decay.c) (权值衰减) adds
// $\lambda W$ to the gradient, so each step with the rate $\eta = 0.01$ also shrinks
// every weight, by $\eta \lambda = 0.001$ of itself if $\lambda = 0.1$:
//
// $$ \begin{aligned}
//    W &\leftarrow W - \eta \left( \frac{\partial L}{\partial W} + \lambda W \right)
//    \\ &= (1 - \eta\lambda)\, W - \eta \frac{\partial L}{\partial W}
//    \end{aligned} $$
//
// A weight that no example needs is half as large after 693 steps, because
// $0.999^{693} = 0.5$. To see what is [luck](seeds.c), each of the three is trained
// with five seeds.
static Trial describe(int kind)
{
    return (Trial){.shape = {.hidden = 100,
                             .depth = 6,
                             .activation = relu_new,
                             .std = he_std},
                   .rate = 0.01,
                   .decay = prices[kind]};
}

// ## Side by side
//
// All three kinds are printed and drawn in the same way. The last column is the gain
// over the first row, [seed by seed](seeds.c).
static void print_table(const Trial *trials, const Course *course)
{
    const int seeds = course->seeds;
    kind_print_head(course);
    for (int k = 0; k < KINDS; k++) {
        kind_print(names[k], &trials[k * seeds], k > 0 ? trials : NULL,
                   seeds);
    }
}

static Plot *draw(const Trial *trials, const Course *course)
{
    return kinds_plot("overfit_weight_decay", trials, names, KINDS,
                      course->seeds, "test");
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about = "Learns 300 images with and without weight decay.",
        .kinds = KINDS,
        .seeds = 5,
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
// Without a price the network makes hardly a mistake on its 300 images in the end. Little
// loss is left then, so the gradients are small, and the test accuracy rises only slowly.
//
// With the price of the book, 0.1, the network is worse on the 300 images, and
// the gap between the two accuracies is much smaller. It cannot bend itself
// around every single image any more, because that would need large weights.
// But other images are read worse as well: **a smaller gap is not yet a better
// network.**
//
// With a fifth of that price the network learns its images nearly as well as
// without, and reads others better, by about one of a hundred. That is less
// than what a seed changes, as the column `test` shows. The last column
// compares [seed by seed](seeds.c), and there the gain is above 0 with each of
// them. So weight decay helps if $\lambda$ fits. Which $\lambda$ fits depends
// on the network, the rate and the data, and can be found only by
// [trying](hyperparameter_search.c).
//
// ![Accuracy on the 300 images and on others: the mean of five seeds, in a band from the least to the most. Look at the distance between the two curves of a panel, and at the height of the dashed one.](overfit_weight_decay.svg)
//
// **Try it.** Write 1 in place of 0.1 in `prices`. What happens to both curves, and
// why?
//
// **Check yourself.** Why do the biases pay nothing?
//
// *Answer.* A bias bends nothing. It moves an answer for all images alike, and
// does not help to learn a single image by heart. There are also few of them.
