#include <math.h>

#include "ch04.h"
#include "exercise_test.h"

EXERCISE(rate);

enum { STEPS = 80 };

/* Walk from x, which becomes where it ends; print some places if asked. */
static void walk(double x[2], double rate, int print)
{
    for (int step = 0; step <= STEPS; step++) {
        if (print && step % 20 == 0) {
            printf("rate %g, after %2d steps: (%.3g, %.3g)\n", rate, step,
                   x[0], x[1]);
        }
        if (step < STEPS) {
            x[0] -= rate * 2 * x[0];
            x[1] -= rate * 50 * x[1];
        }
    }
}

/* What a walk leaves of the distance to the bottom. */
static double left(double x0, double x1, int print)
{
    double x[2] = {x0, x1};
    walk(x, (double)my_rate(), print);
    return hypot(x[0], x[1]) / hypot(x0, x1);
}

Test(rate, leads_downhill)
{
    expect_not_zero((double)my_rate(), "the rate");
    expect(my_rate() > 0, "with a rate that is not above 0, no step leads "
                          "downhill");
}

Test(rate, flat_axis)
{
    const double rest = left(10, 0, 1);
    expect(rest < 1, "on the flat axis, from (10, 0), it comes no nearer");
    expect(rest <= 0.01,
           "on the flat axis, from (10, 0), 80 steps leave too much of x0");
}

Test(rate, steep_axis)
{
    const double rest = left(0, 1, 1);
    expect(rest < 1, "on the steep axis, from (0, 1), it comes no nearer");
    expect(rest <= 0.01,
           "on the steep axis, from (0, 1), 80 steps leave too much of x1");
}

Test(rate, from_anywhere)
{
    uint64_t seed = 4;
    for (int i = 0; i < 100; i++) {
        const double x0 = 10 * (double)noise(&seed),
                     x1 = 10 * (double)noise(&seed);
        expect(left(x0, x1, 0) <= 0.01,
               "from (%.3f, %.3f), 80 steps leave more than a hundredth of "
               "the distance",
               x0, x1);
    }
}
