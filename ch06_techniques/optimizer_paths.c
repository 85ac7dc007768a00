// # Six ways down a valley
//
// At $(-7, 2)$ in a long valley the gradient misses the lowest place by 64°, as
// [the arrows](../ch04_learning/gradient_field.c) of chapter 4 showed.
// **Six methods start there and get the same gradients. Do they walk alike?**
//
// Each method has a page, with its formula and its first steps by hand:
// [SGD](../common/optimizers/sgd.c), [Momentum](../common/optimizers/momentum.c),
// [Nesterov](../common/optimizers/nesterov.c),
// [AdaGrad](../common/optimizers/adagrad.c),
// [RMSprop](../common/optimizers/rmsprop.c) and [Adam](../common/optimizers/adam.c).
//
// *Predict first.* One of them has a memory of its speed, like a ball. Does it
// stop at the lowest place when it reaches it?
//
// *Answer.* No. Momentum rolls past it: after thirty steps it is beyond the goal,
// and its last step, the last number here, is the longest of all six.
// {run: Momentum}.
//
// precision: double
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "optimizers/adagrad.h"
#include "optimizers/adam.h"
#include "optimizers/momentum.h"
#include "optimizers/nesterov.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sgd.h"
#include "system/options.h"
#include "system/way.h"

enum { STEPS = 30, METHODS = 6 };

// ## The valley
//
// The height at the place $(x, y)$ is
//
// $$ f(x, y) = \frac{x^2}{20} + y^2 $$
//
// Along $x$ it is flat and along $y$ steep. At $(-7, 2)$ the gradient
// $\left(\frac{x}{10}, 2y\right)$ is $(-0.7, 4)$: nearly all of it points
// across the valley.
static double valley(double x, double y) { return x * x / 20 + y * y; }

static void slope(Tensor *grad, const Tensor *at)
{
    grad->data[0] = at->data[0] / 10;
    grad->data[1] = 2 * at->data[1];
}

// ## The same walk with any method
//
// A parameter need not be a matrix: here it is the place where we are.
typedef struct {
    double x[STEPS + 1], y[STEPS + 1];
} Path;

static Path walk(Optimizer *optimizer)
{
    real place[] = {-7, 2}, numbers[2];
    Tensor value = tensor_view(place, SHAPE(2));
    Tensor grad = tensor_view(numbers, SHAPE(2));
    Param param = {"place", &value, &grad};
    Param *const params[] = {&param};
    Path path;
    for (int i = 0; i <= STEPS; i++) {
        path.x[i] = place[0];
        path.y[i] = place[1];
        slope(&grad, &value);
        optimizer_step(optimizer, params, 1);
    }
    return path;
}

// ## The rates
//
// The book's rates show each method at its most typical. Nesterov gets the rate
// of Momentum, so that only the look ahead differs. RMSprop keeps 0.9
// of its mean, because 0.99 would hardly forget within 30 steps, and its rate is
// that of Adam.
static void choose_methods(Optimizer *methods[METHODS])
{
    methods[0] = sgd_new(0.95);
    methods[1] = momentum_new(0.1, 0.9);
    methods[2] = nesterov_new(0.1, 0.9);
    methods[3] = adagrad_new(1.5);
    methods[4] = rmsprop_new(0.3, 0.9);
    methods[5] = adam_new(0.3, 0.9, 0.999);
}

// Two numbers tell how a method walks: how far it swings to the other side of
// the valley, and how long its last step is.
static void print_walk(const Optimizer *method, const Path *p)
{
    double swing = 0;
    for (int i = 1; i <= STEPS; i++) {
        swing = fmax(swing, -p->y[i]);
    }
    const double last =
        hypot(p->x[STEPS] - p->x[STEPS - 1], p->y[STEPS] - p->y[STEPS - 1]);
    printf("%-9s %5g  (%6.3f, %6.3f)  %7.3f  %7.3f  %9.3f\n",
           method->kind->name, method->rate, p->x[STEPS], p->y[STEPS],
           hypot(p->x[STEPS], p->y[STEPS]), swing, last);
}

static PlotFrame map(const char *title)
{
    return (PlotFrame){.title = title,
                       .x_min = -8,
                       .x_max = 8,
                       .y_min = -4,
                       .y_max = 4,
                       .columns = 2};
}

static void draw_walk(Plot *plot, const Path *path)
{
    static const double heights[] = {0.2, 1, 2.45, 4.5, 8, 13};
    static const double goal = 0;
    plot_contours(plot, valley, 6, heights);
    plot_color(plot, PLOT_BLUE);
    plot_series(plot, NULL, PLOT_LINE_POINTS, STEPS + 1, path->x, path->y);
    plot_color(plot, PLOT_ORANGE);
    plot_series(plot, NULL, PLOT_POINTS, 1, &goal, &goal);
    plot_note(plot, path->x[0] + 1.4, path->y[0] + 1, PLOT_INK, "start");
}

static Plot *compare(void)
{
    Optimizer *methods[METHODS];
    Plot *plot = NULL;
    choose_methods(methods);
    printf("%-9s %5s  %16s  %7s  %7s  %9s\n", "method", "rate", "ends at",
           "to goal", "swing", "last step");
    for (int i = 0; i < METHODS; i++) {
        const Path path = walk(methods[i]);
        const PlotFrame frame = map(methods[i]->kind->name);
        print_walk(methods[i], &path);
        if (plot == NULL) {
            plot = plot_new("optimizer_paths", frame);
        } else {
            plot_panel(plot, frame);
        }
        draw_walk(plot, &path);
        optimizer_free(methods[i]);
    }
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Walks down a narrow valley with six methods.", NULL, 0);
    Plot *plot = compare();
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// SGD jumps from wall to wall, because the gradient points across the valley.
// A smaller rate would jump less, and would hardly move along.
//
// Momentum adds up the small pushes along the valley. But it does not stop at
// the goal: after 30 steps it is beyond it, and its last step is the longest
// of all six. Nesterov looks ahead, brakes before the wall, and swings less
// than six tenths as far to the other side.
//
// AdaGrad and RMSprop divide by the size of the gradients, so steep and flat count alike,
// and they walk nearly straight to the bottom of the valley. Their ways differ at the end:
// AdaGrad remembers the first large gradients, and its last step is the
// shortest of all. RMSprop has forgotten them. Adam does the same
// division but has a speed as well, so it swings like a ball.
//
// ![Thirty steps of each method from the same start, x to the right and y upwards; the orange square is the goal. Look who swings below the middle, y = 0, and who passes the goal.](optimizer_paths.svg)
//
// These paths do not say which method is the best, because another rate changes
// the order. Only the *manner* of each walk stays. In
// [the laboratory](../docs/lab/README.md#walk-down-a-valley) you change rate
// and start while you watch. [The next page](optimizer_mnist.c) compares the
// six on real digits.
//
// **Try it.** Give SGD the rate 1.01. Say first which number of its row will grow
// more, `swing` or `last step`.
//
// **Check yourself.** Replace $f$ by $100 f$. Which of the six paths do not
// change at all, apart from $\epsilon$? Why?
//
// *Answer.* Those of AdaGrad, RMSprop and Adam. They divide the gradient by
// its own size, so a factor of 100 cancels. The others take steps that are 100
// times as long.
