#include <math.h>
#include <string.h>

#include "ch04.h"
#include "exercise_test.h"

EXERCISE(num_grad);

static float bowl(const float *x, size_t n, void *ctx)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i] * x[i];
    }
    if (ctx != NULL) {
        ++*(int *)ctx;
    }
    return sum;
}

/* The product of all: each slope is the product of the others. */
static float product(const float *x, size_t n, void *ctx)
{
    float all = *(const float *)ctx;
    for (size_t i = 0; i < n; i++) {
        all *= x[i];
    }
    return all;
}

Test(num_grad, numbers_of_the_book)
{
    const float at[] = {3, 4}, want[] = {6, 8};
    float *x = guarded(at, 2), *g = blank(2);
    my_num_grad(bowl, x, g, 2, NULL);
    expect_all_near(g, want, 2, 2e-3, "at (3, 4), g");
}

Test(num_grad, only_one_is_moved)
{
    const float at[] = {1, 2, -1.5f}, want[] = {-6, -3, 4};
    float *x = guarded(at, 3), *g = blank(3), factor = 2;
    my_num_grad(product, x, g, 3, &factor);
    expect_all_near(g, want, 3, 2e-3, "of 2 x0 x1 x2 at (1, 2, -1.5), g");
}

Test(num_grad, x_is_as_before)
{
    enum { N = 200 };
    uint64_t seed = 7;
    float before[N];
    fill_with_noise(before, N, &seed);
    float *x = guarded(before, N), *g = blank(N);
    my_num_grad(bowl, x, g, N, NULL);
    for (size_t i = 0; i < N; i++) {
        expect(memcmp(&x[i], &before[i], sizeof *x) == 0,
               "x[%zu] was %.9g before, and is %.9g now", i,
               (double)before[i], (double)x[i]);
    }
}

Test(num_grad, two_calls_for_each)
{
    enum { N = 5 };
    const float at[N] = {1, 2, 3, 4, 5};
    float *x = guarded(at, N), *g = blank(N);
    int calls = 0;
    my_num_grad(bowl, x, g, N, &calls);
    expect_equal(calls, 2 * N, "the number of calls for 5 numbers");
}

Test(num_grad, flat_bottom)
{
    const float at[] = {0, 0, 0}, want[] = {0, 0, 0};
    float *x = guarded(at, 3), *g = blank(3);
    my_num_grad(bowl, x, g, 3, NULL);
    expect_all_near(g, want, 3, 1e-4, "at (0, 0, 0), g");
}
