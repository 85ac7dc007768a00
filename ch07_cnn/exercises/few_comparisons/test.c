#include <math.h>

#include "ch07.h"
#include "exercise_test.h"

EXERCISE(few_comparisons);

static size_t counted;

float larger(float a, float b)
{
    counted++;
    return a > b ? a : b;
}

/* The largest of nine, by definition. */
static float largest(const float *x, size_t W)
{
    float most = -INFINITY;
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 3; j++) {
            most = fmaxf(most, x[i * W + j]);
        }
    }
    return most;
}

static void expect_pooled(const float *x, size_t H, size_t W,
                          const char *name)
{
    const size_t n = (H - 2) * (W - 2);
    float *y = blank(n), *room = blank(H * W), *want = blank(n);
    for (size_t i = 0; i + 2 < H; i++) {
        for (size_t j = 0; j + 2 < W; j++) {
            want[i * (W - 2) + j] = largest(x + i * W + j, W);
        }
    }
    my_few_comparisons(guarded(x, H * W), y, room, H, W);
    expect_all_near(y, want, n, 0, name);
    expect_guard(room, H * W, "room");
}

Test(few_comparisons, three_rows)
{
    const float x[] = {5, 1, 4, 2, 0, 7, 3, 1, 2, 2, 6, 9};
    expect_pooled(x, 3, 4, "of (5 1 4 2, 0 7 3 1, 2 2 6 9), y");
}

Test(few_comparisons, negative)
{
    const float x[] = {-5, -1, -4, -2, -7, -3, -8, -6, -9};
    expect_pooled(x, 3, 3, "of (-5 -1 -4, -2 -7 -3, -8 -6 -9), y");
}

Test(few_comparisons, half_of_them)
{
    enum { H = 20, W = 30 };
    float x[H * W];
    uint64_t seed = 7;
    fill_with_noise(x, H * W, &seed);
    counted = 0;
    expect_pooled(x, H, W, "of 20 x 30 numbers, y");
    printf("20 x 30 numbers: %zu comparisons\n", counted);
    expect(counted >= (H - 2) * (W - 2),
           "for 20 x 30 numbers, only %zu comparisons were counted: compare "
           "with larger()",
           counted);
    expect(counted <= 4 * H * W,
           "for 20 x 30 numbers, it makes %zu comparisons, but %d are enough",
           counted, 4 * H * W);
}
