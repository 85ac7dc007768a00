#include "ch01.h"
#include "exercise_test.h"

EXERCISE(mean_std);

static void expect_both(const float *x, size_t n, double mean, double std,
                        const char *name)
{
    float *got = blank(2);
    my_mean_std(x, n, &got[0], &got[1]);
    expect_near(got[0], mean, 1e-6, "the mean of %s", name);
    expect_near(got[1], std, 1e-4, "the standard deviation of %s", name);
}

Test(mean_std, by_hand)
{
    const float x[] = {1, 2, 3}, y[] = {2, 4, 4, 4, 5, 5, 7, 9};
    expect_both(x, 3, 2, 0.816497, "(1, 2, 3)");
    expect_both(y, 8, 5, 2, "(2, 4, 4, 4, 5, 5, 7, 9)");
}

Test(mean_std, far_from_zero)
{
    const float x[] = {10000, 10001, 10002};
    expect_both(x, 3, 10001, 0.816497, "(10000, 10001, 10002)");
    const float y[] = {10000, 10001, 10003};
    expect_both(y, 3, 10001.33333, 1.247219, "(10000, 10001, 10003)");
}

Test(mean_std, one_number)
{
    const float x[] = {-3};
    expect_both(x, 1, -3, 0, "(-3)");
}

Test(mean_std, mean_of_a_fraction)
{
    const float x[] = {1, 2};
    expect_both(x, 2, 1.5, 0.5, "(1, 2)");
}
