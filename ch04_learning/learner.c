// # A learner
//
// Two programs of this chapter teach the same network; they differ in how they
// find gradients. **What does a learner need besides?** Something to look at,
// and somebody who writes down its marks.
#include "learner.h"

#include <stdio.h>
#include <stdlib.h>

#include "figures/plot.h"
#include "ground/timing.h"

Learner *learner_new(const Dataset *train, const Dataset *test, int hidden,
                     int batch_size, uint64_t seed)
{
    Learner *l = allocate(1, sizeof *l);
    l->train = train;
    l->test = test;
    l->rng = rng_new(seed);
    l->batch_size = batch_size;
    l->picks = allocate((size_t)batch_size, sizeof *l->picks);
    l->net = two_layer_new(train->height * train->width, hidden,
                           train->classes, &l->rng);
    two_layer_params(&l->net, l->params);
    return l;
}

void learner_free(Learner *learner)
{
    two_layer_clear(&learner->net);
    batch_clear(&learner->batch);
    free(learner->picks);
    free(learner);
}

// ## Something to look at
//
// A **mini-batch** (小批量) is drawn by chance. The loss of the learner is a
// number that depends on this batch and on its weights. While a gradient is
// measured, the batch does not change.
void learner_draw_batch(Learner *learner)
{
    Learner *l = learner;
    rng_choice(&l->rng, l->picks, l->batch_size, l->train->count);
    batch_gather(&l->batch, l->train, l->picks, l->batch_size);
}

real learner_loss(void *learner)
{
    Learner *l = learner;
    return two_layer_loss(&l->net, l->batch.x, l->batch.t);
}

// ## Its marks
//
// Eleven times in a training, the first time before it: how many of the images
// that it learns from does it read, and how many of the others?
void learner_examine(Learner *learner, int step, int steps, real loss)
{
    Learner *l = learner;
    if (step == 0) {
        puts("  step     loss   train    test  seconds");
        l->start = timing_now();
    } else if ((long long)step * LEARNER_POINTS / steps ==
               (step - 1LL) * LEARNER_POINTS / steps) {
        return;
    }
    const int i = l->count++;
    l->step[i] = step;
    l->right_train[i] = two_layer_accuracy(&l->net, l->train);
    l->right_test[i] = two_layer_accuracy(&l->net, l->test);
    printf("%6d  %7.4f  %6.4f  %6.4f  %s\n", step, (double)loss,
           l->right_train[i], l->right_test[i],
           timing_text(timing_now() - l->start, 7, 2).text);
    fflush(stdout);
}

bool learner_draw(const Learner *learner, const char *name,
                  const Options *options, Error *error)
{
    const Learner *l = learner;
    Plot *plot = plot_new(name, (PlotFrame){.x = "step", .y = "accuracy"});
    plot_series(plot, "train", PLOT_LINE, l->count, l->step, l->right_train);
    plot_series(plot, "test", PLOT_DASHED, l->count, l->step, l->right_test);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}
