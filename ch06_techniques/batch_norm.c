// # Batch normalization and the first weights
//
// A deep network learns only if its first weights have the right size, and the rule
// for that size depends on the activation. **What if every layer repairs the size of
// its numbers by itself?**
//
// *Predict first.* Sixteen networks begin with weights of sixteen sizes, from 1 down
// to 0.0001. How many of them learn without normalization, and how many with it?
//
// *Answer.* Two without it and ten with it: {run: of 16 scales}.
#include <stdio.h>
#include <tgmath.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 1000, BATCH = 100, SCALES = 16, EPOCHS = 20 };
enum { PLAIN, NORMALIZED, NETWORKS };

// ## The same numbers, through five layers
//
// As in the chapter's first example, a sum of 100 numbers of the size 1 with
// weights of the size 0.01 has the size $\sqrt{100} \cdot 0.01 = 0.1$. Five
// layers make it $0.1^5$, one hundred-thousandth, and the scores hardly depend
// on the image. With weights of the size 1 the sum becomes ten times as large
// in each layer instead. (The ReLU between the layers takes a part of it, each
// time.)
//
// **Batch normalization** (批归一化) looks at what one neuron computes for all images of
// the batch. If these numbers are 1, 7, 9 and 15, their mean is 8 and their standard
// deviation $s$ is 5. [The layer](../common/layers/batch_norm.c) subtracts the mean and
// divides by $s$, whatever the two are: $-1.4$, $-0.2$, $0.2$ and $1.4$ go on. (A tiny
// $\varepsilon$ in $s = \sqrt{\sigma^2 + \varepsilon}$ keeps it from dividing by 0.)
//
// The 16 sizes lie at equal steps of the exponent:
//
// $$ \mathrm{scale}_k = 10^{-4k/15}, \qquad k = 0, 1, \dots, 15 $$
static double scale_of(int k) { return pow(10, -4.0 * k / (SCALES - 1)); }

// The list has all plain networks first, then all normalized ones, each with
// three [seeds](seeds.c). A `Trial` is one training: the network and the rate
// it is to have, and afterwards its accuracies. [trials](trials.c) makes one
// for each size, each network and each seed, trains them, and then calls the
// functions of this page that print and draw. The next pages do the same.
static const Trial *at(const Trial *trials, int network, int k, int seeds)
{
    return &trials[(network * SCALES + k) * seeds];
}

static Trial describe(int kind)
{
    return (Trial){
        .shape = {.hidden = 100,
                  .depth = 5,
                  .activation = relu_new,
                  .scale = (real)scale_of(kind % SCALES),
                  .batch_norm = kind / SCALES == NORMALIZED},
        .rate = 0.01,
    };
}

// ## Who has learnt
//
// Guessing gives one of ten. We say that a network learns if at the end it reads
// more than half of its training images, whatever the seed.
static void print_cell(const Trial *kind, int seeds, int *learnt)
{
    const Spread end = kind_end(kind, seeds, HISTORY_TRAIN);
    *learnt += end.least > 0.5;
    if (kind_stopped(kind, seeds) > 0) {
        printf("  %-22s", "stopped");
    } else {
        printf("  %s", spread_text(end).text);
    }
}

static void print_table(const Trial *trials, const Course *course)
{
    const int seeds = course->seeds;
    int learnt[NETWORKS] = {0};
    printf("training accuracy after %d epochs, %d seeds\n", course->epochs,
           seeds);
    printf("%9s  %-22s  %s\n", "weights", "plain", "normalized");
    for (int k = 0; k < SCALES; k++) {
        printf("%9.6f", scale_of(k));
        for (int network = 0; network < NETWORKS; network++) {
            print_cell(at(trials, network, k, seeds), seeds,
                       &learnt[network]);
        }
        putchar('\n');
    }
    printf("of %d scales, %d learn without normalization and %d with it\n",
           SCALES, learnt[PLAIN], learnt[NORMALIZED]);
}

static Plot *draw(const Trial *trials, const Course *course)
{
    const int seeds = course->seeds;
    Plot *plot = NULL;
    for (int k = 0; k < SCALES; k++) {
        char title[32];
        snprintf(title, sizeof title, "size %.1g", scale_of(k));
        const PlotFrame frame = {.title = title,
                                 .x = "epoch",
                                 .y = "accuracy",
                                 .x_max = course->epochs,
                                 .y_max = 1,
                                 .legend = true,
                                 .height = 190,
                                 .columns = 4};
        if (k == 0) {
            plot = plot_new("batch_norm", frame);
        } else {
            plot_panel(plot, frame);
        }
        kind_draw(plot, "normalized", PLOT_LINE,
                  at(trials, NORMALIZED, k, seeds), seeds, HISTORY_TRAIN);
        kind_draw(plot, "plain", PLOT_DASHED, at(trials, PLAIN, k, seeds),
                  seeds, HISTORY_TRAIN);
        if (at(trials, PLAIN, k, seeds)->history.count == 0) {
            plot_note(plot, course->epochs / 2.0, 0.8, PLOT_ORANGE,
                      "exploded");
        }
    }
    return plot;
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about =
            "Learns from sixteen sizes of first weights, with and without "
            "batch normalization.",
        .kinds = NETWORKS * SCALES,
        .seeds = 3,
        .images = IMAGES,
        .examined = 1,
        .batch = BATCH,
        .epochs = EPOCHS,
        .every = 1,
        .describe = describe,
        .print = print_table,
        .draw = draw,
    };
    return experiment_main(argc, argv, &experiment);
}

// ## What came out
//
// Without normalization only two of the sixteen sizes learn, and these two are
// neighbours, so one must know the right size beforehand. With larger weights
// the loss explodes and the trainer stops. With smaller ones all images give
// the same scores, and the accuracy stays where guessing is. The seed changes
// little of this.
//
// ![One panel for each size of the first weights, from 1 to 0.0001: the mean of three seeds, in a band from the least to the most. Solid: normalized, dashed: plain. Count the panels in which the dashed curve rises above one half; where it is missing, the loss exploded within the first epoch.](batch_norm.svg)
//
// With normalization more than half of the sizes pass 0.5. One often reads that it
// works equally well with all sizes, but it does not: at 0.3 and 0.2 the plain
// network even learns faster. The gradient of a weight has the factor $1/s$,
// because its sum is divided by $s$: if the weights are large, so is $s$, and the
// steps are too short. If they are tiny, the first step is far too long. And at
// 0.0001 the variance is less than $\varepsilon$, and is not repaired at all.
//
// In several panels the solid curve waits at the bottom before it rises. The network learns
// in that time, but it is examined with its *running* variance, which begins at 1.
// After 50 steps $0.9^{50} = 0.005$ of that 1 is still there, much more than the true
// variance of tiny numbers.
//
// **Try it.** In [batch_norm_new()](../common/layers/batch_norm.c), which ends with
// `batch_norm_set(&bn->base, 0.9, 1e-5)`, write 0.5 instead of 0.9.
// Then the running variance follows faster. Guess which panels change, and where.
//
// **Check yourself.** There is an affine layer before the normalization. Why
// is its bias of no use there?
//
// *Answer.* A bias adds the same number to this neuron for every image of the
// batch. The mean grows by that number too, and is subtracted. The shift
// $\beta$ takes the place of the bias.
