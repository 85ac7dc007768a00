#include <math.h>

#include "ch05.h"
#include "exercise_test.h"

EXERCISE(all_slopes);

static size_t counted;

float times(float a, float b)
{
    counted++;
    return a * b;
}

static void expect_slopes(const float *x, const float *want, size_t n,
                          const char *name)
{
    float *slope = blank(n);
    my_all_slopes(guarded(x, n), slope, n);
    expect_all_near(slope, want, n, 1e-5, name);
}

Test(all_slopes, four_numbers)
{
    const float x[] = {2, 3, 5, 7}, want[] = {105, 70, 42, 30};
    expect_slopes(x, want, 4, "of (2, 3, 5, 7), slope");
}

Test(all_slopes, one_and_two)
{
    const float x[] = {9, 4}, one[] = {1}, two[] = {4, 9};
    expect_slopes(x, one, 1, "of (9), slope");
    expect_slopes(x, two, 2, "of (9, 4), slope");
}

Test(all_slopes, zeros)
{
    const float one[] = {2, 0, 5}, want[] = {0, 10, 0};
    const float two[] = {0, 3, 0}, none[] = {0, 0, 0};
    expect_slopes(one, want, 3, "of (2, 0, 5), slope");
    expect_slopes(two, none, 3, "of (0, 3, 0), slope");
}

Test(all_slopes, few_multiplications)
{
    enum { N = 1000 };
    float x[N], want[N];
    for (int i = 0; i < N; i++) {
        x[i] = i % 2 ? 0.5f : -2;
        want[i] = 1 / x[i]; /* the product of all is 1 */
    }
    counted = 0;
    expect_slopes(x, want, N, "of 1000 numbers, slope");
    printf("1000 numbers: %zu multiplications\n", counted);
    expect(counted >= N,
           "of 1000 numbers, only %zu multiplications were counted: multiply "
           "with times()",
           counted);
    expect(counted <= 3 * N,
           "of 1000 numbers, it makes %zu multiplications, but 3000 are "
           "enough",
           counted);
}
