// # Why not the accuracy?
//
// We want as many right answers as possible. **Then why does a network follow
// the loss, and not the number of right answers?**
//
// *Predict first.* One weight is moved by 0.001. On how many of 100 images does
// the answer change?
//
// *Answer.* On none, for nearly every weight: {run: each of 200 weights}.
#include <stdio.h>
#include <tgmath.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "learner.h"
#include "math/activation.h"
#include "numerical_fast.h"
#include "optimizers/sgd.h"
#include "system/options.h"
#include "system/way.h"

enum { HIDDEN = 20, IMAGES = 100, STEPS = 30, POINTS = 241, SIDE = 6 };

// ## One weight at a time
//
// We look at 100 images and at a network that reads most of them. (It has learnt a
// little beforehand, in a way that the [end of this chapter](train_fast.c)
// explains; `learn_a_little` may stay unread until then.) There are two measures:
// the loss, and the share of right answers. A `Learner` holds a network and its
// images; `l->net` is the network.
/* folded */
static void learn_a_little(Learner *l)
{
    Optimizer *sgd = sgd_new(1);
    batch_slice(&l->batch, l->train, 0, l->train->count);
    for (int step = 0; step < STEPS; step++) {
        numerical_fast(&l->net, l->batch.x, l->batch.t);
        optimizer_step(sgd, l->params, TWO_LAYER_PARAMS);
    }
    optimizer_free(sgd);
}

static double loss_of(Learner *l) { return (double)learner_loss(l); }

static double accuracy_of(Learner *l)
{
    return two_layer_accuracy(&l->net, l->train);
}

// Each weight of the second layer moves by 0.001. Which of the two measures
// notices?
static void count_changes(Learner *l)
{
    Tensor *W = l->net.W2.value;
    const double loss = loss_of(l), accuracy = accuracy_of(l);
    const double moved = 0.001;
    int loss_changed = 0, accuracy_changed = 0;
    for (int i = 0; i < W->size; i++) {
        const real before = W->data[i];
        W->data[i] = before + (real)moved;
        loss_changed += loss_of(l) != loss;
        accuracy_changed += accuracy_of(l) != accuracy;
        W->data[i] = before;
    }
    printf("%d images, loss %.4f, accuracy %.2f\n", l->train->count, loss,
           accuracy);
    printf(
        "each of %d weights moved by 0.001: the loss changed %d times, the "
        "accuracy %d times\n",
        W->size, loss_changed, accuracy_changed);
}

// ## A long way
//
// Now one weight goes from -6 to 6, and both measures are drawn.
static void walk(Learner *l, double *w, double *loss, double *accuracy)
{
    real *weight = l->net.W2.value->data;
    const real before = *weight;
    for (int i = 0; i < POINTS; i++) {
        w[i] = -SIDE + 2.0 * SIDE * i / (POINTS - 1);
        *weight = (real)w[i];
        loss[i] = loss_of(l);
        accuracy[i] = 100 * accuracy_of(l);
    }
    *weight = before;
}

static Plot *draw_walk(Learner *l)
{
    double w[POINTS], loss[POINTS], accuracy[POINTS];
    walk(l, w, loss, accuracy);
    int values = 1;
    for (int i = 1; i < POINTS; i++) {
        values += accuracy[i] != accuracy[i - 1];
    }
    printf("one weight from -%d to %d: the accuracy jumps %d times in %d "
           "steps\n",
           SIDE, SIDE, values - 1, POINTS - 1);
    const PlotFrame left = {.title = "loss",
                            .x = "one weight",
                            .y = "loss",
                            .columns = 2,
                            .height = 260};
    const PlotFrame right = {.title = "accuracy",
                             .x = "one weight",
                             .y = "% right",
                             .height = 260};
    Plot *plot = plot_new("why_loss", left);
    plot_series(plot, NULL, PLOT_LINE, POINTS, w, loss);
    plot_panel(plot, right);
    plot_color(plot, PLOT_ORANGE);
    plot_series(plot, NULL, PLOT_LINE, POINTS, w, accuracy);
    return plot;
}

// ## The same reason inside the network
//
// A loss feels small moves of the *answers*. It feels small moves of the
// weights only if they reach the answers, through all layers. A perceptron's
// step is flat everywhere but at 0. Its slope, how much it rises for a small
// move, is 0. So a small move of a weight changes neither the output nor the
// loss. The sigmoid rises from 0.5000 at 0 to 0.5025 at 0.01: by 0.0025, which
// is a quarter of the move, so its slope there is 0.25. At 5 the slope is only
// 0.0066. It becomes small far from 0, but it is nowhere 0.
static Plot *draw_slopes(void)
{
    double x[POINTS], step[POINTS], bend[POINTS], flat[POINTS], slope[POINTS];
    for (int i = 0; i < POINTS; i++) {
        x[i] = -SIDE + 2.0 * SIDE * i / (POINTS - 1);
        const double y = (double)sigmoid((real)x[i]);
        step[i] = 2 * i == POINTS - 1 ? (double)NAN : x[i] > 0;
        flat[i] = fabs(x[i]) < 0.4 ? (double)NAN : 0; /* a gap to be seen */
        bend[i] = y;
        slope[i] = y * (1 - y);
    }
    const PlotFrame left = {.title = "the function",
                            .x = "x",
                            .y = "y",
                            .columns = 2,
                            .legend = true,
                            .height = 260};
    const PlotFrame right = {.title = "its slope",
                             .x = "x",
                             .y = "slope",
                             .y_min = -0.02,
                             .y_max = 0.3,
                             .height = 260};
    Plot *plot = plot_new("slopes", left);
    plot_series(plot, "sigmoid", PLOT_LINE, POINTS, x, bend);
    plot_series(plot, "step", PLOT_DASHED, POINTS, x, step);
    plot_panel(plot, right);
    plot_series(plot, "sigmoid", PLOT_LINE, POINTS, x, slope);
    plot_series(plot, "step", PLOT_DASHED, POINTS, x, flat);
    plot_note(plot, 0, 0.04, PLOT_ORANGE, "none");
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Moves one weight and compares loss and accuracy.", NULL,
                  0);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const Dataset images = dataset_first(&data.train, IMAGES);
    Learner *l =
        learner_new(&images, &images, HIDDEN, images.count, options.seed);
    learn_a_little(l);
    count_changes(l);
    Plot *walked = draw_walk(l), *slopes = draw_slopes();
    const bool ok = plot_save(walked, &options, &error) &&
                    plot_save(slopes, &options, &error);
    plot_free(walked);
    plot_free(slopes);
    learner_free(l);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// It seems natural that a network should learn by raising its accuracy. But
// the accuracy of 100 images can only be 0.00, 0.01 … 1.00. Between two jumps
// it is flat. Its slope there is 0, and a slope of 0 says that no direction is
// better than another. The loss, however, feels every move.
//
// ![The same weight on the same way. The loss bends smoothly; the accuracy is a staircase.](why_loss.svg)
//
// ![The slope of the step is 0 everywhere but at the jump, where it has none. That is why chapter 3 replaced it.](slopes.svg)
//
// **Try it.** Change `IMAGES` to 2000. The stairs become lower. Would a million
// images be a cure? Hardly: there would be more stairs, but each is flat still, and
// each look would cost a million images.
//
// **Check yourself.** Can the loss fall while the accuracy falls too? Think of
// one image whose right class is only a little ahead of another.
//
// *Answer.* Yes. Let one image be read correctly by 0.51 against 0.49. If this
// changes to 0.49 against 0.51, its answer becomes wrong while its loss grows
// only a little, from 0.67 to 0.71. If the other images improve by more than
// that, the loss falls all the same.
