#include <math.h>

#include "ch04.h"
#include "exercise_test.h"

EXERCISE(descent);

/* Of the bowl x0^2 + x1^2 + ... */
static float bowl(const float *x, size_t n, size_t i)
{
    expect(i < n, "the slope for x[%zu] was asked, but n is %zu", i, n);
    return 2 * x[i];
}

/* Of x0 x1: each slope is the other number. */
static float coupled(const float *x, size_t n, size_t i)
{
    expect(n == 2 && i < n, "slope() was called with n = %zu and i = %zu", n,
           i);
    return x[1 - i];
}

Test(descent, one_step_by_hand)
{
    const float at[] = {3, -4}, want[] = {2.4f, -3.2f};
    float *x = guarded(at, 2), *g = blank(2);
    my_descent(bowl, x, g, 2, 0.1f, 1);
    expect_all_near(x, want, 2, 1e-6, "after one step with the rate 0.1, x");
    expect_guard(g, 2, "g");
}

Test(descent, slopes_of_one_place)
{
    const float at[] = {1, 2}, want[] = {0, 1.5f};
    float *x = guarded(at, 2), *g = blank(2);
    my_descent(coupled, x, g, 2, 0.5f, 1);
    expect_all_near(x, want, 2, 1e-6,
                    "down x0 x1 from (1, 2) with the rate 0.5, x");
}

Test(descent, reaches_the_bottom)
{
    const float at[] = {-3, 4, 1}, want[] = {0, 0, 0};
    float *x = guarded(at, 3), *g = blank(3);
    my_descent(bowl, x, g, 3, 0.1f, 100);
    expect_all_near(x, want, 3, 1e-4, "after 100 steps, x");
}

/* With the rate 10 each step multiplies x by 1 - 20. */
Test(descent, too_large_a_rate_shows)
{
    const float at[] = {1};
    float *x = guarded(at, 1), *g = blank(1);
    my_descent(bowl, x, g, 1, 10, 5);
    expect_near(x[0], -2476099, 1e-5, "after 5 steps with the rate 10, x[0]");
}

Test(descent, rate_zero_stays)
{
    const float at[] = {3, -4};
    float *x = guarded(at, 2), *g = blank(2);
    my_descent(bowl, x, g, 2, 0, 10);
    expect_all_near(x, at, 2, 0, "with the rate 0, x");
}

Test(descent, no_steps)
{
    const float at[] = {3, -4};
    float *x = guarded(at, 2), *g = blank(2);
    my_descent(bowl, x, g, 2, 0.1f, 0);
    expect_all_near(x, at, 2, 0, "after no step, x");
}
