// # Six methods on digits
//
// In a [valley of two numbers](optimizer_paths.c) all six methods came near the
// goal. A network has more than a hundred thousand numbers. **Does the method
// matter there as well?**
//
// *Predict first.* All begin with the same weights and see the same batches. Will
// SGD reach in 2000 steps the loss that the best method has after 500?
//
// *Answer.* No. Its loss at 2000 steps is larger than that of every other
// method at 500: {run: SGD  }.
#include <stdio.h>
#include <stdlib.h>
#include <tgmath.h>

#include "data/examples.h"
#include "deep_network.h"
#include "figures/plot.h"
#include "ground/timing.h"
#include "layers/relu.h"
#include "math/init.h"
#include "moving_mean.h"
#include "optimizers/adagrad.h"
#include "optimizers/adam.h"
#include "optimizers/momentum.h"
#include "optimizers/nesterov.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sgd.h"
#include "system/options.h"

enum {
    METHODS = 6,
    HIDDEN = 100,
    LAYERS = 5,
    BATCH = 128,
    WINDOW = 50,
    POINTS = 200
};

// ## A deep network
//
// Five affine layers, 784–100–100–100–100–10, with ReLU between them. Each
// starts with random weights of the size $\sqrt{2 / n}$ for $n$ inputs. Why this
// size is [a question of its own](../common/math/init.c).
static void build(Network *net, const Dataset *data, Rng *rng)
{
    deep_network_build(net,
                       &(DeepNetwork){.inputs = data->height * data->width,
                                      .hidden = HIDDEN,
                                      .depth = LAYERS - 1,
                                      .classes = data->classes,
                                      .activation = relu_new,
                                      .std = he_std},
                       rng);
}

// ## The same start and the same batches
//
// A copy of the random generator draws the same numbers again. So each method
// starts from the same weights and sees the same batches in the same order; only
// what it does with the gradient differs.
typedef struct {
    const char *name;
    double *loss; /* of every step; owned */
    double accuracy, seconds;
} Result;

static Result learn(Optimizer *optimizer, const Examples *data, Rng rng,
                    int steps)
{
    Result r = {optimizer->kind->name,
                allocate((size_t)steps, sizeof *r.loss), 0, 0};
    Network net = {0};
    Batch batch = {0};
    int picks[BATCH];
    build(&net, &data->train, &rng);
    const double start = timing_now();
    for (int i = 0; i < steps; i++) {
        rng_choice(&rng, picks, BATCH, data->train.count);
        batch_gather(&batch, &data->train, picks, BATCH);
        r.loss[i] = (double)network_loss(&net, batch.x, batch.t, TRAINING);
        network_backward(&net);
        optimizer_step(optimizer, net.params, net.param_count);
    }
    r.seconds = timing_now() - start;
    r.accuracy =
        (double)network_count_correct(&net, &data->test) / data->test.count;
    batch_clear(&batch);
    network_clear(&net);
    return r;
}

// ## The rates
//
// These are the rates of the book, and for RMSprop that of Adam. Each method
// wants a rate of its own size: for AdaGrad, RMSprop and Adam it is about the
// *length* of a step, for the others a factor of the gradient.
static void choose_methods(Optimizer *methods[METHODS])
{
    methods[0] = sgd_new((real)0.01);
    methods[1] = momentum_new((real)0.01, (real)0.9);
    methods[2] = nesterov_new((real)0.01, (real)0.9);
    methods[3] = adagrad_new((real)0.01);
    methods[4] = rmsprop_new((real)0.001, (real)0.99);
    methods[5] = adam_new((real)0.001, (real)0.9, (real)0.999);
}

// ## The curves
//
// What we draw is the [moving mean](moving_mean.c) of the last 50 losses.
/* Where point p of a curve stands among so many steps. */
static int place(int p, int steps)
{
    return (int)((long long)p * (steps - 1) / (POINTS - 1));
}

static double lowest_mean(const Result *results, int steps)
{
    double lowest = moving_mean(results->loss, 0, WINDOW);
    for (int m = 0; m < METHODS; m++) {
        for (int p = 0; p < POINTS; p++) {
            lowest = fmin(lowest, moving_mean(results[m].loss,
                                              place(p, steps), WINDOW));
        }
    }
    return lowest;
}

static void add_curve(Plot *plot, const Result *r, PlotStyle style,
                      PlotColor color, int steps)
{
    double x[POINTS], y[POINTS];
    for (int p = 0; p < POINTS; p++) {
        const int i = place(p, steps);
        x[p] = i + 1;
        y[p] = moving_mean(r->loss, i, WINDOW);
    }
    plot_color(plot, color);
    plot_series(plot, r->name, style, POINTS, x, y);
}

// There are two panels on the same scale, and SGD is in both, to compare with.
static bool draw(const Result *results, int steps, const Options *options,
                 Error *error)
{
    PlotFrame frame = {.title = "loss, one rate for all weights",
                       .x = "step",
                       .y_min = 0.8 * lowest_mean(results, steps),
                       .y_max = 3,
                       .y_log = true,
                       .height = 220};
    Plot *plot = plot_new("optimizer_mnist", frame);
    add_curve(plot, &results[0], PLOT_DASHED, PLOT_GREY, steps);
    add_curve(plot, &results[1], PLOT_DASHED, PLOT_ORANGE, steps);
    add_curve(plot, &results[2], PLOT_LINE, PLOT_BLUE, steps);
    frame.title = "loss, a rate for every weight";
    plot_panel(plot, frame);
    add_curve(plot, &results[0], PLOT_DASHED, PLOT_GREY, steps);
    add_curve(plot, &results[3], PLOT_DASHED, PLOT_GREEN, steps);
    add_curve(plot, &results[4], PLOT_DASHED, PLOT_PURPLE, steps);
    add_curve(plot, &results[5], PLOT_LINE, PLOT_BLUE, steps);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

static bool compare(const Examples *data, int steps, const Options *options,
                    Error *error)
{
    Optimizer *methods[METHODS];
    Result results[METHODS];
    choose_methods(methods);
    printf("\n%-9s  rate   at %5d  at %5d  accuracy  seconds\n", "method",
           (steps + 3) / 4, steps);
    for (int i = 0; i < METHODS; i++) {
        Result *r = &results[i];
        *r = learn(methods[i], data, rng_new(options->seed), steps);
        printf("%-9s %5g  %9.4f %9.4f  %8.4f  %s\n", r->name,
               (double)methods[i]->rate,
               moving_mean(r->loss, (steps + 3) / 4 - 1, WINDOW),
               moving_mean(r->loss, steps - 1, WINDOW), r->accuracy,
               timing_text(r->seconds, 7, 2).text);
        fflush(stdout);
        optimizer_free(methods[i]);
    }
    const bool ok = draw(results, steps, options, error);
    for (int i = 0; i < METHODS; i++) {
        free(results[i].loss);
    }
    return ok;
}

int main(int argc, char **argv)
{
    int steps = 2000;
    const Option extra[] = {{"steps", "N", "batches to learn from (2000)",
                             OPTION_INT, &steps, 1, 1e6}};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Trains one network with six methods and compares them.",
                  extra, 1);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const bool ok = compare(&data, steps, &options, &error);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return EXIT_OK;
}

// ## What came out
//
// The table has the moving mean of the loss after a quarter of the steps and at
// the end. SGD with the book's rate is far behind from the beginning to the end: after
// all steps it has not reached what the others have after a quarter. The
// other five are close together, and another seed changes their order.
//
// So it matters less *which* memory a method has, and more that it has one.
// Momentum and Nesterov keep $\mu = 0.9$ of their speed, and so go about
// $1 / (1 - \mu) = 10$ times as far in a lasting direction. The three others
// make a step of about the same length for every weight, however small its
// gradient is.
//
// The comparison is not quite fair to SGD. Ten times its rate makes up for most of the
// difference here. But somebody has to find that number first, and Adam came near with the
// rate that its paper recommends. The seconds show that a method costs little:
// nearly all time goes into the gradients.
//
// ![Moving means of the loss, on a logarithmic axis. SGD, in grey, is the same in both panels: look how early the others are below its end.](optimizer_mnist.svg)
//
// **Try it.** Give SGD the rate 0.1. Guess first at which of the curves it will
// end.
//
// **Check yourself.** AdaGrad has the rate 0.01 and Adam 0.001. Whose very first
// step is longer, and by how much?
//
// *Answer.* AdaGrad's, ten times as long. In the first step both divide the
// gradient by its own size, so the step is exactly the rate: 0.01 against
// 0.001.
