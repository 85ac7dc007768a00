// # Six methods on digits
//
// In a [valley of two numbers](optimizer_paths.c) all six methods came near the
// goal. A network has more than a hundred thousand numbers. **Does the method
// matter there as well?**
//
// *Predict first.* All begin with the same weights and see the same batches. Will
// SGD reach in 1000 steps the loss that the best method has after 250?
//
// *Answer.* No. Its loss at 1000 steps, the third number here, is larger than
// the loss of every other method at 250: {run: SGD  }.
#include <stdio.h>
#include <tgmath.h>

#include "descents.h"
#include "figures/plot.h"
#include "ground/timing.h"
#include "layers/relu.h"
#include "math/init.h"
#include "optimizers/adagrad.h"
#include "optimizers/adam.h"
#include "optimizers/momentum.h"
#include "optimizers/nesterov.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sgd.h"

enum { WINDOW = 50 };

// ## The rates
//
// These are the rates of the book; RMSprop gets the rate of Adam. Each method
// wants a rate of its own size: for AdaGrad, RMSprop and Adam it is about the
// *length* of a step, for the others a factor of the gradient. A seventh row
// gives SGD ten times its rate.
enum { SGD, SGD_10, MOMENTUM, NESTEROV, ADAGRAD, RMSPROP, ADAM, METHODS };
static const char *const names[METHODS] = {
    "SGD", "SGD x 10", "Momentum", "Nesterov", "AdaGrad", "RMSprop", "Adam"};

static Optimizer *method_new(int method)
{
    switch (method) {
    case SGD:
        return sgd_new(0.01);
    case SGD_10:
        return sgd_new(0.1);
    case MOMENTUM:
        return momentum_new(0.01, 0.9);
    case NESTEROV:
        return nesterov_new(0.01, 0.9);
    case ADAGRAD:
        return adagrad_new(0.01);
    case RMSPROP:
        return rmsprop_new(0.001, 0.99);
    default:
        return adam_new(0.001, 0.9, 0.999);
    }
}

// ## The same start and the same batches
//
// Five affine layers, 784–100–100–100–100–10, with ReLU between them. Each
// starts with random weights of the size $\sqrt{2 / n}$ for $n$ inputs. Why this
// size is [a question of its own](../common/math/init.c).
//
// A `Descent` is one training: what it is to do, and afterwards the loss of each of
// its steps. [descents](descents.c) makes one for each method and each seed, trains
// them, and then calls print_table() and draw() of this page. One seed gives all
// methods the same weights, and the same batches in the same order; only what they
// do with the gradient differs. Three seeds show what is [luck](seeds.c).
static Descent describe(int method)
{
    return (Descent){.shape = {.hidden = 100,
                               .depth = 4,
                               .activation = relu_new,
                               .std = he_std},
                     .optimizer = method_new(method)};
}

// ## The table
//
// A single batch may be easy or hard. So a loss of the table is the mean of the
// losses of the last 50 steps ([moving_mean](moving_mean.c)).
static void print_row(int method, const Descent *kind, int seeds, int steps)
{
    double seconds = 0;
    for (int s = 0; s < seeds; s++) {
        seconds += kind[s].seconds / seeds;
    }
    const Spread early =
        descents_loss(kind, seeds, (steps + 3) / 4 - 1, WINDOW);
    const Spread end = descents_loss(kind, seeds, steps - 1, WINDOW);
    printf("%-8s %5g  %7.3f  %s  %s %s\n", names[method],
           (double)kind->optimizer->rate, early.mean, spread_text(end).text,
           spread_text(descents_accuracy(kind, seeds)).text,
           timing_text(seconds, 6, 2).text);
}

static void print_table(const Descent *descents, int seeds, int steps)
{
    printf("\nloss after %d steps, and after %d; %d seeds\n", (steps + 3) / 4,
           steps, seeds);
    printf("%-8s  rate    early  %-22s  %-22s %s\n", "method", "end",
           "accuracy", "   sec");
    for (int m = 0; m < METHODS; m++) {
        print_row(m, &descents[m * seeds], seeds, steps);
    }
}

// ## The curves
//
// Two panels with the same range, and SGD in both to compare with.
static double lowest_end(const Descent *descents, int seeds, int steps)
{
    double lowest = 3;
    for (int m = 0; m < METHODS; m++) {
        lowest = fmin(lowest, descents_loss(&descents[m * seeds], seeds,
                                            steps - 1, WINDOW)
                                  .least);
    }
    return fmax(lowest, 1e-6); /* a logarithmic axis has no 0 */
}

static Plot *draw(const Descent *descents, int seeds, int steps)
{
    static const struct {
        int method;
        PlotStyle style;
        PlotColor color;
    } curves[2][4] = {{{SGD, PLOT_DASHED, PLOT_GREY},
                       {SGD_10, PLOT_DASHED, PLOT_GREEN},
                       {MOMENTUM, PLOT_DASHED, PLOT_ORANGE},
                       {NESTEROV, PLOT_LINE, PLOT_BLUE}},
                      {{SGD, PLOT_DASHED, PLOT_GREY},
                       {ADAGRAD, PLOT_DASHED, PLOT_GREEN},
                       {RMSPROP, PLOT_DASHED, PLOT_PURPLE},
                       {ADAM, PLOT_LINE, PLOT_BLUE}}};
    PlotFrame frame = {.title = "loss: SGD x 10, Momentum, Nesterov",
                       .x = "step",
                       .y_min = 0.8 * lowest_end(descents, seeds, steps),
                       .y_max = 3,
                       .y_log = true,
                       .height = 220};
    Plot *plot = plot_new("optimizer_mnist", frame);
    for (int panel = 0; panel < 2; panel++) {
        if (panel > 0) {
            frame.title = "loss: AdaGrad, RMSprop, Adam";
            plot_panel(plot, frame);
        }
        for (int i = 0; i < 4; i++) {
            const int m = curves[panel][i].method;
            descents_draw(plot, names[m], curves[panel][i].style,
                          curves[panel][i].color, &descents[m * seeds], seeds,
                          steps, WINDOW);
        }
    }
    return plot;
}

int main(int argc, char **argv)
{
    const Comparison comparison = {
        .about = "Trains one network with six methods and compares them.",
        .kinds = METHODS,
        .describe = describe,
        .print = print_table,
        .draw = draw,
    };
    return comparison_main(argc, argv, &comparison);
}

// ## What came out
//
// The table has the loss after a quarter of the steps and at the end. SGD with the book's
// rate is far behind from the beginning to the end: after all steps it has not reached
// what the others have after a quarter, whatever the seed.
//
// Momentum and Nesterov keep $\mu = 0.9$ of their speed, and so they go about
// $1 / (1 - \mu) = 10$ times as far where the direction stays the same. The
// three others make a step of about the same length for every weight, however
// small its gradient is. In the mean of the seeds they end below Momentum; a single
// seed may end above. Three seeds cannot decide which of the three is the first,
// because they differ less than two seeds of one method do. The same holds for
// Nesterov and Momentum.
//
// *When does it not hold?* Look at the second row. With ten times its rate, SGD
// makes up for most of the distance: with MNIST it ends where Momentum ends. So
// a part of what a method gains is only a larger rate. But somebody has to find
// that rate first, and Adam did well with the rate that its paper recommends.
// The seconds show that a method costs little: nearly all time goes into the
// gradients.
//
// ![Loss on a logarithmic axis, the mean of three seeds in a band from the least to the most. SGD, in grey, is the same in both panels. The upper panel also has SGD x 10, Momentum and Nesterov, the lower one AdaGrad, RMSprop and Adam. Look how early each of these comes below the end of SGD.](optimizer_mnist.svg)
//
// **Try it.** Give SGD the rate 0.3. Guess first whether it ends below
// Adam.
//
// **Check yourself.** AdaGrad has the rate 0.01 and Adam 0.001. Whose very first
// step is longer, and by how much?
//
// *Answer.* AdaGrad's, ten times as long. In the first step both divide the
// gradient by its own size, so the step is exactly the rate: 0.01 against
// 0.001.
