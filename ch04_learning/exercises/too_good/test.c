#include <math.h>

#include "ch04.h"
#include "exercise_test.h"

EXERCISE(too_good);

enum { N = 500, D = 3, LEARNT = N * 4 / 5 };

/* The report for these examples; right is what it should be about. */
static float report(const float *x, const uint8_t *t)
{
    return my_too_good(guarded(x, N * D), t, N, D);
}

Test(too_good, coins)
{
    float x[N * D];
    uint8_t t[N];
    uint64_t seed = 3;
    fill_with_noise(x, N * D, &seed);
    for (int i = 0; i < N; i++) {
        t[i] = noise(&seed) > 0;
    }
    const float share = report(x, t);
    /* 100 coins: heads in 50, and rarely less than 35 or more than 65. */
    expect_mended(
        fabsf(share - 0.5f) < 0.15f,
        "it reports that %.0f of 100 coins were foretold, but about "
        "50 is right",
        100 * (double)share);
}

/* Two heaps, far from each other: whoever learns them foretells all. */
Test(too_good, learns)
{
    float x[N * D];
    uint8_t t[N];
    uint64_t seed = 5;
    fill_with_noise(x, N * D, &seed);
    for (int i = 0; i < N; i++) {
        t[i] = (uint8_t)(i % 3 == 0);
        x[i * D] += 10 * t[i];
    }
    expect_near(report(x, t), 1, 0, "for two heaps far apart, the share");
}

/* What is asked lies in pairs, far from what was learnt, and has another
   class: only the other one of a pair could tell. */
Test(too_good, knows_only_what_it_learnt)
{
    float x[N * D];
    uint8_t t[N];
    uint64_t seed = 6;
    fill_with_noise(x, N * D, &seed);
    for (int i = 0; i < N; i++) {
        t[i] = i >= LEARNT;
        x[i * D] += 10 * t[i];
    }
    expect_near(report(x, t), 0, 0,
                "for a class that it has never learnt, the share");
}

Test(too_good, few_changes) { expect_few_changes(4); }
