// # Batch normalization and the learning rate
//
// A learning rate that is too large makes the loss jump, and one that is too
// small wastes time. **Can a normalized network learn with a larger rate, and
// does it learn faster with it?**
//
// *Predict first.* With the rate 0.01, five epochs of 1000 images are fifty
// small steps. What share of these images does each network read then?
//
// *Answer.* The normalized network reads far more of them. The share is the first
// number behind the name: {run: plain}, and {run: normalized}.
#include <stdio.h>
#include <tgmath.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "math/init.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 1000, BATCH = 100, EPOCHS = 20, EARLY = 5 };
enum { PLAIN, NORMALIZED, NETWORKS };

// ## Why a larger rate should do no harm
//
// If a step makes all weights of a layer ten times as large, its sums become
// ten times as large, and so does their standard deviation $s$. The normalized
// numbers are the same as before. The gradient has $1/s$ as a factor, so at
// weights ten times as large it is a *tenth*, and so is the next step. The bar
// with its index says at which weights a slope is taken:
//
// $$ \left. \hat x \right|_{10\,W} = \left. \hat x \right|_{W}, \qquad
//    \left. \frac{\partial L}{\partial W} \right|_{10\,W} = \frac{1}{10}
//    \left. \frac{\partial L}{\partial W} \right|_{W} $$
//
// A network that jumped too far slows down by itself. To be fair to the plain
// network, both begin with the weights that suit a ReLU,
// [he_std()](../common/math/init.c).
static const double rates[] = {0.01, 0.1, 0.5, 1};
enum { RATES = sizeof rates / sizeof *rates };

// The list has all plain networks first, then all normalized ones, each with
// five [seeds](seeds.c).
static const Trial *at(const Trial *trials, int network, int k, int seeds)
{
    return &trials[(network * RATES + k) * seeds];
}

static Trial describe(int kind)
{
    return (Trial){
        .shape = {.hidden = 100,
                  .depth = 5,
                  .activation = relu_new,
                  .std = he_std,
                  .batch_norm = kind / RATES == NORMALIZED},
        .rate = rates[kind % RATES],
    };
}

// ## Early, and at the end
//
// The table shows each network after five epochs and after all of them. A
// training whose loss explodes is stopped. We give it the accuracy of guessing,
// and say how many such trainings there were.
static double accuracy_after(const Trial *trial, int epoch)
{
    const History *h = &trial->history;
    return epoch <= h->count ? h->train_accuracy[epoch - 1] : 0.1;
}

static void print_cell(const Trial *kind, int seeds, int epoch)
{
    double accuracy[MOST_SEEDS] = {0};
    for (int s = 0; s < seeds; s++) {
        accuracy[s] = accuracy_after(&kind[s], epoch);
    }
    printf("  %s", spread_text(spread_of(accuracy, seeds)).text);
}

static void print_table(const Trial *trials, const Course *course)
{
    static const char *const names[] = {"plain", "normalized"};
    const int epochs = course->epochs, seeds = course->seeds,
              early = epochs < EARLY ? epochs : EARLY;
    printf("training accuracy after %d epochs, and after %d; %d seeds\n",
           early, epochs, seeds);
    printf("   rate  %-10s  %-22s  %-22s  %s\n", "network", "early", "end",
           "stopped");
    for (int k = 0; k < RATES; k++) {
        for (int network = 0; network < NETWORKS; network++) {
            const Trial *kind = at(trials, network, k, seeds);
            printf("%7g  %-10s", rates[k], names[network]);
            print_cell(kind, seeds, early);
            print_cell(kind, seeds, epochs);
            printf("  %7d\n", kind_stopped(kind, seeds));
        }
    }
}

static PlotFrame frame(int k, int epochs)
{
    static const char *const titles[] = {"rate 0.01", "rate 0.1", "rate 0.5",
                                         "rate 1"};
    return (PlotFrame){.title = titles[k],
                       .x = "epoch",
                       .y = "accuracy",
                       .x_max = epochs,
                       .y_max = 1,
                       .legend = true,
                       .columns = 2};
}

static Plot *draw(const Trial *trials, const Course *course)
{
    const int seeds = course->seeds;
    Plot *plot = plot_new("batch_norm_rate", frame(0, course->epochs));
    for (int k = 0; k < RATES; k++) {
        if (k > 0) {
            plot_panel(plot, frame(k, course->epochs));
        }
        kind_draw(plot, "normalized", PLOT_LINE,
                  at(trials, NORMALIZED, k, seeds), seeds, HISTORY_TRAIN);
        kind_draw(plot, "plain", PLOT_DASHED, at(trials, PLAIN, k, seeds),
                  seeds, HISTORY_TRAIN);
    }
    return plot;
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about =
            "Learns with four rates, with and without batch normalization.",
        .kinds = NETWORKS * RATES,
        .seeds = 5,
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
// The first two rows answer the question. After five epochs the normalized
// network reads more: even its worst seed is above the best seed of the plain
// one. Both have still much to learn then. The plain network learns best with
// 0.1, and a rate ten times as large ruins it: it is at the level of guessing,
// or its loss explodes. The normalized one learns with all four rates. After
// five epochs it is ahead in each row, and the largest rates suit it as well as
// 0.1 does.
//
// ![Four learning rates, the mean of five seeds in a band from the least to the most. The dashed curve needs the right rate, the solid curve does not. A seed whose loss exploded has no curve from there on.](batch_norm_rate.svg)
//
// So there are two gains. At the same rate it learns faster, and a wrong guess
// of the rate costs little. In return a step takes longer, because each layer
// walks through its numbers five times more: for the mean, for the variance and
// to normalize, and on the way back for the two sums and for $dx$. And it is a
// gain in time, not in the end: with its best rate, 0.1, the plain network
// learns the images nearly as well as the normalized one, only later.
//
// **Try it.** Let a rate of 10 be the last of the list. Does the normalized network
// have a limit?
//
// **Check yourself.** The last affine layer has no normalization behind it. What can
// a large rate do there, that it cannot do in the others?
//
// *Answer.* It can make the scores larger and larger, without a limit. In the
// other layers the next normalization divides a growing sum by its own standard
// deviation, and nothing does that for the scores. Then softmax is sure of an
// answer, right or wrong, and the loss can become very large.
