/* may-call: random_normal sqrt sqrtf pow powf */
#include <math.h>
#include <string.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(he_init);

static size_t draws;

/* The sum of twelve numbers from -1/2 to 1/2, each of the variance 1/12. */
float random_normal(uint64_t *rng)
{
    float sum = 0;
    for (int i = 0; i < 12; i++) {
        sum += noise(rng) / 2;
    }
    draws++;
    return sum;
}

/* 40,000 weights: their mean and their standard deviation may be as far from
   those of all numbers as chance takes them in 4 sigma. */
static void expect_size(size_t in, size_t out, uint64_t seed)
{
    enum { N = 40000 };
    const double want = sqrt(2.0 / (double)in);
    float *w = blank(N);
    double sum = 0, squares = 0;
    draws = 0;
    my_he_init(w, in, out, &seed);
    for (int i = 0; i < N; i++) {
        expect(isfinite(w[i]), "%zu x %zu: w[%d] is %g", in, out, i,
               (double)w[i]);
        sum += w[i];
        squares += (double)w[i] * (double)w[i];
    }
    const double mean = sum / N, std = sqrt(squares / N - mean * mean);
    expect_equal((long long)draws, N, "%zu x %zu: the number of draws", in,
                 out);
    expect(fabs(mean) < 4 * want / sqrt(N),
           "%zu x %zu: the mean is %.5f, but about 0 is right", in, out,
           mean);
    expect(fabs(std - want) < 4 * want / sqrt(2.0 * N),
           "%zu x %zu: the standard deviation is %.5f, but about %.5f is "
           "right",
           in, out, std, want);
    expect_guard(w, N, "w");
}

Test(he_init, mean_and_deviation)
{
    expect_size(100, 400, 1);
    expect_size(800, 50, 2);
    expect_size(1, 40000, 3);
}

Test(he_init, same_seed_same_weights)
{
    float *a = blank(6), *b = blank(6), *other = blank(6);
    uint64_t first = 5, second = 5, third = 6;
    my_he_init(a, 3, 2, &first);
    my_he_init(b, 3, 2, &second);
    my_he_init(other, 3, 2, &third);
    expect(memcmp(a, b, 6 * sizeof *a) == 0,
           "the seed 5 gave two different sets of weights");
    expect(memcmp(a, other, 6 * sizeof *a) != 0,
           "the seeds 5 and 6 gave the same weights");
    my_he_init(b, 3, 2, &first);
    expect(memcmp(a, b, 6 * sizeof *a) != 0,
           "a second call with the same rng gave the same weights again");
}

Test(he_init, one_weight)
{
    uint64_t rng = 7, ours = 7;
    const float want[] = {1.41421356f * random_normal(&ours)};
    float *w = blank(1);
    my_he_init(w, 1, 1, &rng);
    expect_all_near(w, want, 1, 1e-6, "of one input and one output, w");
}
