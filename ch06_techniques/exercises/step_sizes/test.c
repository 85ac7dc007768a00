#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(step_sizes);

static const double lr = 0.1, slope = 2, tolerance = 0.0001;

/* The first step of Adam. */
static double adam(double g)
{
    const double m = (1 - 0.9) * g, v = (1 - 0.999) * g * g;
    return lr * (m / (1 - 0.9)) / sqrt(v / (1 - 0.999));
}

/* Step number n of AdaGrad. */
static double adagrad(int n)
{
    double h = 0;
    for (int i = 0; i < n; i++) {
        h += slope * slope;
    }
    return lr * slope / sqrt(h);
}

Test(step_sizes, sgd)
{
    const struct step_sizes mine = my_step_sizes();
    expect_predicted(mine.sgd, lr * slope, tolerance,
                     "the step of gradient descent");
}

Test(step_sizes, momentum)
{
    const struct step_sizes mine = my_step_sizes();
    double v = 0;
    for (int i = 0; i < 1000; i++) {
        v = 0.9 * v + lr * slope;
    }
    expect_predicted(mine.momentum, v, tolerance,
                     "the step of Momentum after many others");
}

Test(step_sizes, adagrad)
{
    const struct step_sizes mine = my_step_sizes();
    expect_predicted(mine.adagrad, adagrad(1), tolerance,
                     "the first step of AdaGrad");
}

Test(step_sizes, adagrad_100)
{
    const struct step_sizes mine = my_step_sizes();
    expect_predicted(mine.adagrad_100, adagrad(100), tolerance,
                     "step 100 of AdaGrad");
}

Test(step_sizes, adam)
{
    const struct step_sizes mine = my_step_sizes();
    expect_predicted(mine.adam, adam(slope), tolerance,
                     "the first step of Adam");
}

Test(step_sizes, adam_steep)
{
    const struct step_sizes mine = my_step_sizes();
    expect_predicted(mine.adam_steep, adam(1000 * slope), tolerance,
                     "the first step of Adam for the slope 2000");
}
