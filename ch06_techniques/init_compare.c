// # A network that does not start
//
// Two networks are equal but for the size of their first weights. **Does the one with
// the worse start only need a little longer?**
//
// *Predict first.* With weights of the size 0.01 in five layers, what is the loss after
// 2000 steps: nearly that of the others, about twice as large, or the loss of
// guessing?
//
// *Answer.* That of guessing, $\ln 10 = 2.3026$. The run says {run: std 0.01}.
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "deep_network.h"
#include "figures/plot.h"
#include "ground/timing.h"
#include "layers/relu.h"
#include "math/init.h"
#include "moving_mean.h"
#include "optimizers/sgd.h"
#include "system/options.h"

enum { CHOICES = 3, BATCH = 128, WINDOW = 20, MAX_STEPS = 100000 };

// ## Three starts
//
// 784–100–100–100–100–10 with ReLU. The first weights have the size 0.01 everywhere,
// or that of [Xavier or He](../common/math/init.c).
static const struct {
    const char *name;
    real (*std)(int inputs);
} choices[CHOICES] = {
    {"std 0.01", NULL}, {"Xavier", xavier_std}, {"He", he_std}};

typedef struct {
    double *loss; /* the mean of the last steps, after every step; owned */
    double accuracy, slope, seconds;
} Result;

// How strong is the gradient in the first layer? The largest of its numbers says so.
static double largest_slope(const Network *net)
{
    const Tensor *dW = network_find(net, "W1")->grad;
    return (double)largest_absolute(dW->data, dW->size);
}

// ## The same batches for all
//
// Each point of a curve is the [moving mean](moving_mean.c) (移动平均) of the last
// 20 losses.
static void learn(Result *r, int choice, const Examples *data, int steps,
                  uint64_t seed)
{
    Rng first = rng_new(seed), draws = rng_new(seed + 1);
    Network net = {0};
    Batch batch = {0};
    int picks[BATCH];
    deep_network_build(
        &net,
        &(DeepNetwork){.inputs = data->train.height * data->train.width,
                       .hidden = 100,
                       .depth = 4,
                       .classes = data->train.classes,
                       .activation = relu_new,
                       .std = choices[choice].std,
                       .scale = (real)0.01},
        &first);
    Optimizer *sgd = sgd_new((real)0.01);
    double *raw = allocate((size_t)steps, sizeof *raw);
    r->loss = allocate((size_t)steps, sizeof *r->loss);
    const double start = timing_now();
    for (int i = 0; i < steps; i++) {
        rng_choice(&draws, picks, BATCH, data->train.count);
        batch_gather(&batch, &data->train, picks, BATCH);
        raw[i] = (double)network_loss(&net, batch.x, batch.t, TRAINING);
        network_backward(&net);
        r->slope = i == 0 ? largest_slope(&net) : r->slope;
        optimizer_step(sgd, net.params, net.param_count);
        r->loss[i] = moving_mean(raw, i, WINDOW);
    }
    r->seconds = timing_now() - start;
    r->accuracy =
        (double)network_count_correct(&net, &data->test) / data->test.count;
    free(raw);
    batch_clear(&batch);
    optimizer_free(sgd);
    network_clear(&net);
}

static bool draw(const Result *results, int steps, const Options *options,
                 Error *error)
{
    static const PlotStyle styles[CHOICES] = {PLOT_DASHED, PLOT_DASHED,
                                              PLOT_LINE};
    static const PlotColor colors[CHOICES] = {PLOT_ORANGE, PLOT_GREEN,
                                              PLOT_BLUE};
    Plot *plot =
        plot_new("init_compare", (PlotFrame){.x = "step", .y = "loss"});
    for (int i = 0; i < CHOICES; i++) {
        plot_color(plot, colors[i]);
        plot_series(plot, choices[i].name, styles[i], steps, NULL,
                    results[i].loss);
    }
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

int main(int argc, char **argv)
{
    int steps = 2000;
    const Option extra[] = {{"steps", "N", "batches to learn from (2000)",
                             OPTION_INT, &steps, 1, MAX_STEPS}};
    Options options;
    Error error;
    Examples data;
    Result results[CHOICES] = {0};
    options_parse(&options, argc, argv,
                  "Learns with first weights of three sizes.", extra, 1);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    puts(
        "start     first slope  loss at 100  loss at end  accuracy  seconds");
    for (int i = 0; i < CHOICES; i++) {
        Result *r = &results[i];
        learn(r, i, &data, steps, options.seed);
        printf("%-8s      %.1e       %6.4f       %6.4f    %6.4f  %s\n",
               choices[i].name, r->slope,
               r->loss[steps < 100 ? steps - 1 : 99], r->loss[steps - 1],
               r->accuracy, timing_text(r->seconds, 7, 2).text);
    }
    const bool ok = draw(results, steps, &options, &error);
    for (int i = 0; i < CHOICES; i++) {
        free(results[i].loss);
    }
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return EXIT_OK;
}

// ## What came out
//
// First the symptom: with the size 0.01 the loss stays at $2.30 = \ln 10$.
// That is the loss of somebody who gives each of the ten digits the
// probability one tenth. The network guesses, and it goes on guessing.
//
// The column *first slope* is the cause. It is the largest gradient of the first layer
// in the first step. On its way back, each of four layers multiplies the gradient by
// about $\sqrt{100} \cdot 0.01 = 0.1$, and the ReLU stops a half of it. What arrives is
// about a millionth, less than a thousandth of what the other networks get. With it the
// weights hardly move.
//
// ![Loss over the steps. Look at the straight line at 2.30: one network does not move. He's size is ahead of Xavier's from the first steps on.](init_compare.svg)
//
// So learning does not repair a bad start. It needs a gradient, and the start
// decides whether there is one.
//
// **Try it.** `--steps 20000`. Does the first network start at last?
//
// **Check yourself.** Would a learning rate that is a million times larger help the
// first network?
//
// *Answer.* Hardly. The steps of the first layer would be as long as those of
// the other networks. But the last layer has a gradient of normal size, and
// with such a rate its weights would explode in the first step.
