#include <math.h>

#include "ch03.h"
#include "exercise_test.h"

EXERCISE(odds);

/* Three digits are enough. */
static const double tolerance = 0.01;

/* The second probability of two scores, divided by the first. */
static double factor(double first, double second)
{
    return exp(second - first);
}

Test(odds, factor)
{
    const struct odds mine = my_odds();
    expect_predicted(mine.factor, factor(1, 3), tolerance,
                     "the factor for the scores 1 and 3");
}

Test(odds, shifted)
{
    const struct odds mine = my_odds();
    expect_predicted(mine.shifted, factor(101, 103), tolerance,
                     "the factor for the scores 101 and 103");
}

Test(odds, doubled)
{
    const struct odds mine = my_odds();
    expect_predicted(mine.doubled, factor(2, 6), tolerance,
                     "the factor for the scores 2 and 6");
}

Test(odds, of_three)
{
    const struct odds mine = my_odds();
    const double y = exp(1) / (exp(1) + exp(3) + exp(3));
    expect_predicted(mine.of_three, y, tolerance / 10,
                     "the first probability of the scores 1, 3 and 3");
}

Test(odds, sigmoid)
{
    const struct odds mine = my_odds();
    const double y = exp(3) / (exp(1) + exp(3));
    expect_predicted(mine.sigmoid, log(y / (1 - y)), tolerance,
                     "z, of which the second probability is the sigmoid,");
}
