#include "ch06.h"
#include "exercise_test.h"

EXERCISE(all_alike);

enum { N = 300 };

/* The sum of twelve numbers from -1/2 to 1/2, each of the variance 1/12. */
float random_normal(uint64_t *rng)
{
    float sum = 0;
    for (int i = 0; i < 12; i++) {
        sum += noise(rng) / 2;
    }
    return sum;
}

/* Train with points of a square, of which those near (a, b) are inside. */
static float trained(float a, float b, uint64_t seed)
{
    float x[2 * N];
    uint8_t t[N];
    fill_with_noise(x, 2 * N, &seed);
    for (int n = 0; n < N; n++) {
        x[2 * n] *= 2;
        x[2 * n + 1] *= 2;
        const float u = x[2 * n] - a, v = x[2 * n + 1] - b;
        t[n] = u * u + v * v < 2;
    }
    return my_all_alike(x, t, N, 200, &seed);
}

static void expect_good(float a, float b)
{
    for (uint64_t seed = 1; seed <= 3; seed++) {
        const float right = trained(a, b, seed);
        expect_mended(right > 0.9f,
                      "seed %d, a circle around (%g, %g): %.0f of 100 points "
                      "are right, but more than 90 are expected",
                      (int)seed, (double)a, (double)b, 100 * (double)right);
    }
}

Test(all_alike, circle) { expect_good(0, 0); }

Test(all_alike, circle_aside) { expect_good(0.8f, -0.6f); }

Test(all_alike, few_changes) { expect_few_changes(10); }
