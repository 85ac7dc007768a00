#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(valley);

enum { STEPS = 30, AXES = 2 };

static const double curve[AXES] = {0.1, 2};

struct walk {
    double left; /* the part of the distance that is left at the end */
    int crossed; /* how often the walk went through the bottom of an axis */
};

/* Walk from (x0, x1), and print where it is if asked. */
static struct walk walk(double x0, double x1, int print)
{
    const struct valley mine = my_valley();
    const double lr = (double)mine.lr, mu = (double)mine.mu;
    double x[AXES] = {x0, x1}, v[AXES] = {0};
    struct walk walk = {0};
    for (int step = 0; step <= STEPS; step++) {
        if (print && step % 10 == 0) {
            printf("lr %g, mu %g, after %2d steps: (%.3g, %.3g)\n", lr, mu,
                   step, x[0], x[1]);
        }
        for (int i = 0; i < AXES && step < STEPS; i++) {
            const double old = x[i];
            v[i] = mu * v[i] - lr * curve[i] * x[i];
            x[i] += v[i];
            walk.crossed += old * x[i] < 0;
        }
    }
    walk.left = hypot(x[0], x[1]) / hypot(x0, x1);
    return walk;
}

Test(valley, values)
{
    const struct valley mine = my_valley();
    expect(mine.lr > 0, "with a rate that is not above 0, no step leads "
                        "downhill");
    expect(mine.mu >= 0 && mine.mu < 1,
           "the part of the speed that stays is from 0 to below 1");
}

Test(valley, steep_axis)
{
    const struct walk one = walk(0, 1, 1);
    expect(one.left < 1,
           "on the steep axis, from (0, 1), it jumps farther and farther "
           "away");
    expect(one.left <= 0.01,
           "on the steep axis, from (0, 1), it has not come to rest in 30 "
           "steps");
}

Test(valley, flat_axis)
{
    const struct walk one = walk(10, 0, 1);
    expect(one.left <= 0.01 || one.crossed > 0,
           "on the flat axis, from (10, 0), it creeps, and 30 steps are too "
           "few");
    expect(one.left <= 0.01,
           "on the flat axis, from (10, 0), it still swings after 30 steps");
}

Test(valley, from_anywhere)
{
    uint64_t seed = 6;
    for (int i = 0; i < 100; i++) {
        const double x0 = 10 * (double)noise(&seed),
                     x1 = 10 * (double)noise(&seed);
        expect(walk(x0, x1, 0).left <= 0.01,
               "from (%.3f, %.3f), 30 steps leave more than a hundredth of "
               "the distance",
               x0, x1);
    }
}
