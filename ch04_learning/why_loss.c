// # Why not the accuracy?
//
// We want as many right answers as possible. **Why then does a network follow the
// loss, and not simply the number of right answers?**
//
// *Predict first.* One weight is moved by 0.001. On how many of 100 images does
// the answer change?
#include <stdio.h>

#include "activation.h"
#include "examples.h"
#include "options.h"
#include "plot.h"
#include "two_layer.h"

enum { HIDDEN = 20, IMAGES = 100, POINTS = 201, SIDE = 6 };

// ## One weight at a time
//
// A network with random weights, 100 images, and the two measures: the loss, and
// the share of right answers.
typedef struct {
    TwoLayer net;
    Dataset images;
    Batch batch;
} Bench;

static double loss_of(Bench *b)
{
    return (double)two_layer_loss(&b->net, b->batch.x, b->batch.t);
}

static double accuracy_of(Bench *b)
{
    return two_layer_accuracy(&b->net, &b->images);
}

// Each weight of the second layer moves by 0.001. Whose measure notices?
static void count_changes(Bench *b)
{
    Tensor *W = b->net.W2.value;
    const double loss = loss_of(b), accuracy = accuracy_of(b);
    int loss_changed = 0, accuracy_changed = 0;
    for (int i = 0; i < W->size; i++) {
        const real before = W->data[i];
        W->data[i] = before + (real)0.001;
        loss_changed += loss_of(b) != loss;
        accuracy_changed += accuracy_of(b) != accuracy;
        W->data[i] = before;
    }
    printf("%d images, loss %.4f, accuracy %.2f\n", b->images.count, loss,
           accuracy);
    printf(
        "each of %d weights moved by 0.001: the loss changed %d times, the "
        "accuracy %d times\n",
        W->size, loss_changed, accuracy_changed);
}

// ## A long way
//
// Now one weight goes from -6 to 6, and both measures are drawn.
static void walk(Bench *b, double *w, double *loss, double *accuracy)
{
    real *weight = b->net.W2.value->data;
    const real before = *weight;
    for (int i = 0; i < POINTS; i++) {
        w[i] = -SIDE + 2.0 * SIDE * i / (POINTS - 1);
        *weight = (real)w[i];
        loss[i] = loss_of(b);
        accuracy[i] = 100 * accuracy_of(b);
    }
    *weight = before;
}

static Plot *draw_walk(Bench *b)
{
    double w[POINTS], loss[POINTS], accuracy[POINTS];
    walk(b, w, loss, accuracy);
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
// A perceptron's step is flat everywhere but at 0: its slope is 0, so a small
// move of a weight does nothing to the output, and nothing to the loss. The slope
// of the sigmoid is $y (1 - y)$: it becomes small far from 0, and it is nowhere
// 0.
static Plot *draw_slopes(void)
{
    double x[POINTS], step[POINTS], bend[POINTS], flat[POINTS], slope[POINTS];
    for (int i = 0; i < POINTS; i++) {
        x[i] = -SIDE + 2.0 * SIDE * i / (POINTS - 1);
        const double y = (double)sigmoid((real)x[i]);
        step[i] = x[i] > 0;
        flat[i] = 2 * i == POINTS - 1 ? (double)NAN : 0;
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
                             .y = "dy/dx",
                             .y_min = -0.02,
                             .y_max = 0.3,
                             .height = 260};
    Plot *plot = plot_new("slopes", left);
    plot_series(plot, "sigmoid", PLOT_LINE, POINTS, x, bend);
    plot_series(plot, "step", PLOT_DASHED, POINTS, x, step);
    plot_panel(plot, right);
    plot_series(plot, "sigmoid", PLOT_LINE, POINTS, x, slope);
    plot_series(plot, "step", PLOT_DASHED, POINTS, x, flat);
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
    Rng rng = rng_new(options.seed);
    const Dataset *train = &data.train;
    const int count = train->count < IMAGES ? train->count : IMAGES;
    Bench bench = {.net = two_layer_new(train->height * train->width, HIDDEN,
                                        train->classes, &rng),
                   .images = dataset_slice(train, 0, count)};
    batch_slice(&bench.batch, train, 0, count);
    count_changes(&bench);
    Plot *walked = draw_walk(&bench), *slopes = draw_slopes();
    const bool ok = plot_save(walked, &options, &error) &&
                    plot_save(slopes, &options, &error);
    plot_free(walked);
    plot_free(slopes);
    batch_clear(&bench.batch);
    two_layer_clear(&bench.net);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return EXIT_OK;
}

// ## What came out
//
// It seems natural that a network should learn by raising its accuracy. But the
// accuracy of 100 images knows only the numbers 0.00, 0.01 … 1.00. Between two
// jumps it is flat, its derivative is 0, and a derivative of 0 says: no direction
// is better than another. The loss feels every move.
//
// ![The same weight on the same way. The loss bends smoothly; the accuracy is a staircase.](why_loss.svg)
//
// ![The slope of the step is 0 wherever it exists. That is why chapter 3 replaced it.](slopes.svg)
//
// **Try it.** Change `IMAGES` to 2000. The stairs become lower. Would a million
// images be a cure?
//
// **Check yourself.** Can the loss fall while the accuracy falls too? Think of
// one image that is answered just barely right.
