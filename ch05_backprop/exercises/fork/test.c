#include "ch05.h"
#include "exercise_test.h"

EXERCISE(fork);

enum { X, Y, A, B, NUMBERS };

/* L, if a little is added to x, y, a or b where it arises. */
static double at(const double more[NUMBERS])
{
    const double x = 3 + more[X], y = 2 + more[Y];
    const double a = x * y + more[A], b = x + a + more[B];
    return a * b;
}

/* The slope of L in one of them, measured. */
static double slope(int which)
{
    const double h = 1e-4;
    double above[NUMBERS] = {0}, below[NUMBERS] = {0};
    above[which] = h;
    below[which] = -h;
    return (at(above) - at(below)) / (2 * h);
}

static const double tolerance = 1e-5;

Test(fork, b)
{
    const struct fork mine = my_fork();
    expect_predicted(mine.db, slope(B), tolerance, "the slope in b");
}

Test(fork, a)
{
    const struct fork mine = my_fork();
    expect_predicted(mine.da, slope(A), tolerance, "the slope in a");
}

Test(fork, y)
{
    const struct fork mine = my_fork();
    expect_predicted(mine.dy, slope(Y), tolerance, "the slope in y");
}

Test(fork, x)
{
    const struct fork mine = my_fork();
    expect_predicted(mine.dx, slope(X), tolerance, "the slope in x");
}

Test(fork, rise)
{
    const struct fork mine = my_fork();
    expect_predicted(mine.rise, 0.01 * slope(Y), 0.005,
                     "the rise of L for 0.01 of y");
}
