// # Step by step, and side by side
//
// The [trials](trials.c) of this chapter are examined after each epoch. **How does one
// see what happens from step to step?** By keeping the loss of each.
#include "descents.h"

#include <stdio.h>
#include <stdlib.h>

#include "ground/timing.h"
#include "moving_mean.h"
#include "system/way.h"
#include "trials.h"

enum { BATCH = 128, POINTS = 200 };

typedef struct {
    Descent *descents;
    const Examples *data;
    int steps;
} Descents;

// How strong is the gradient in the first layer? The largest of its numbers says so.
static double largest_slope(const Network *net)
{
    const Tensor *dW = network_find(net, "W1")->grad;
    return (double)largest_absolute(dW->data, dW->size);
}

// ## One descent
//
// The random numbers of one seed draw the weights first, then the batches. So two
// networks of one shape start from the same weights, but for their size, and see the same
// batches in the same order.
static void walk_down(Descent *d, Network *net, Rng *rng,
                      const Dataset *train, int steps)
{
    Batch batch = {0};
    int picks[BATCH];
    for (int i = 0; i < steps; i++) {
        rng_choice(rng, picks, BATCH, train->count);
        batch_gather(&batch, train, picks, BATCH);
        d->loss[i] = (double)network_loss(net, batch.x, batch.t, TRAINING);
        network_backward(net);
        d->slope = i == 0 ? largest_slope(net) : d->slope;
        optimizer_step(d->optimizer, net->params, net->param_count);
    }
    batch_clear(&batch);
}

static bool run_descent(void *descents, int i, Error *error)
{
    (void)error;
    const Descents *all = descents;
    const Examples *data = all->data;
    Descent *d = &all->descents[i];
    Rng rng = rng_new(d->seed);
    Network *net = allocate(1, sizeof *net);
    d->shape.inputs = data->train.height * data->train.width;
    d->shape.classes = data->train.classes;
    deep_network_build(net, &d->shape, &rng, NULL);
    d->loss = allocate((size_t)all->steps, sizeof *d->loss);
    const double start = timing_now();
    walk_down(d, net, &rng, &data->train, all->steps);
    d->seconds = timing_now() - start;
    d->accuracy =
        (double)network_count_correct(net, &data->test) / data->test.count;
    network_clear(net);
    free(net);
    return true;
}

// ## What the seeds of one kind gave
//
// Each kind of training has several seeds, and the tables and figures show the mean
// with the least and the most.
Spread descents_loss(const Descent *kind, int seeds, int i, int window)
{
    double losses[MOST_SEEDS] = {0};
    for (int s = 0; s < seeds; s++) {
        losses[s] = moving_mean(kind[s].loss, i, window);
    }
    return spread_of(losses, seeds);
}

Spread descents_accuracy(const Descent *kind, int seeds)
{
    double accuracies[MOST_SEEDS] = {0};
    for (int s = 0; s < seeds; s++) {
        accuracies[s] = kind[s].accuracy;
    }
    return spread_of(accuracies, seeds);
}

// A curve does not need every step: 200 points are enough.
void descents_draw(Plot *plot, const char *label, PlotStyle style,
                   PlotColor color, const Descent *kind, int seeds, int steps,
                   int window)
{
    double x[POINTS];
    Spread y[POINTS];
    for (int p = 0; p < POINTS; p++) {
        const int i = (int)((long long)p * (steps - 1) / (POINTS - 1));
        x[p] = i + 1;
        y[p] = descents_loss(kind, seeds, i, window);
    }
    spread_draw(plot, label, style, color, POINTS, x, y);
}

// ## The program around them
//
// Like [the trials](trials.c), all comparisons differ only in what is compared.
static bool compare(const Comparison *c, Descents *all, int seeds,
                    const Options *options, Error *error)
{
    Descent *descents = all->descents;
    const int count = c->kinds * seeds;
    for (int i = 0; i < count; i++) {
        descents[i] = c->describe(i / seeds);
        descents[i].seed = options->seed + (uint64_t)(i % seeds);
    }
    bool ok =
        side_by_side(count, run_descent, all, NULL, options->quiet, error);
    if (ok) {
        c->print(descents, seeds, all->steps);
        Plot *plot = c->draw(descents, seeds, all->steps);
        ok = plot_save(plot, options, error);
        plot_free(plot);
    }
    for (int i = 0; i < count; i++) {
        optimizer_free(descents[i].optimizer);
        free(descents[i].loss);
    }
    return ok;
}

int comparison_main(int argc, char **argv, const Comparison *c)
{
    int steps = 1000, seeds = 3, threads;
    const Option extra[] = {
        {"steps", "N", "batches to learn from", OPTION_INT, &steps, 1, 1e6},
        {"seeds", "N", "trainings of each kind", OPTION_INT, &seeds, 1,
         MOST_SEEDS},
        options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv, c->about, extra, 3);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    Descents all = {allocate((size_t)(c->kinds * seeds), sizeof(Descent)),
                    &data, steps};
    const bool ok = compare(c, &all, seeds, &options, &error);
    free(all.descents);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}
