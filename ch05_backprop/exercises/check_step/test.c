#include <math.h>

#include "ch05.h"
#include "exercise_test.h"

EXERCISE(check_step);

enum { N = 8, PLACES = 100 };
static const double most = 5e-4;

static float loss(const float *x, float c)
{
    float sum = c;
    for (int i = 0; i < N; i++) {
        sum += sinf(3 * x[i]);
    }
    return sum;
}

/* How far a measured gradient is from the true one, at one place. */
static double error_at(float h, float c, uint64_t *seed)
{
    float x[N];
    double worst = 0, largest = 0;
    fill_with_noise(x, N, seed);
    for (int i = 0; i < N; i++) {
        const float before = x[i];
        x[i] = before + h;
        const float above = loss(x, c);
        x[i] = before - h;
        const float below = loss(x, c);
        x[i] = before;
        const double slope = 3 * cos(3 * (double)before);
        const double measured = (double)((above - below) / (2 * h));
        const double off = fabs(measured - slope);
        worst = isnan(off) ? INFINITY : fmax(worst, off);
        largest = fmax(largest, fabs(slope));
    }
    return worst / largest;
}

static double error(float h, float c, uint64_t seed)
{
    double worst = 0;
    for (int place = 0; place < PLACES; place++) {
        worst = fmax(worst, error_at(h, c, &seed));
    }
    return worst;
}

static void expect_small(float c, uint64_t seed)
{
    const float h = my_check_step();
    const double mine = error(h, c, seed);
    printf("h = %g, c = %g: worst error %.3g\n", (double)h, (double)c, mine);
    expect(
        mine <= most || error(h / 2, c, seed) > mine,
        "with numbers near %g the error is too large, and half of the step "
        "has less",
        (double)c);
    expect(
        mine <= most,
        "with numbers near %g the error is too large, and half of the step "
        "has more",
        (double)c);
}

Test(check_step, is_a_step)
{
    expect_not_zero((double)my_check_step(), "the step");
    expect(my_check_step() > 0,
           "a step that is not above 0 measures nothing");
}

Test(check_step, near_zero) { expect_small(0, 1); }

Test(check_step, near_twenty) { expect_small(20, 2); }

Test(check_step, other_places)
{
    expect_small(0, 3);
    expect_small(20, 4);
}
