/* may-call: random_uniform memcpy memmove memset */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(dropout);

static size_t draws;

float random_uniform(uint64_t *rng)
{
    draws++;
    return (noise(rng) + 1) / 2;
}

enum { GUARD = 123 };

/* n bytes that are neither 0 nor 1, with another one behind them. */
static uint8_t *blank_mask(size_t n)
{
    uint8_t *mask = malloc(n + 1);
    cr_assert(mask != NULL, "the test has no memory left");
    memset(mask, GUARD, n + 1);
    return mask;
}

/* Each number in turn, from the numbers that are drawn. */
Test(dropout, by_hand)
{
    enum { N = 9 };
    const float p = 0.25f;
    float before[N];
    uint64_t rng = 3, ours = 3;
    int stay = 0;
    for (int i = 0; i < N; i++) {
        before[i] = (float)(i + 1);
    }
    float *x = guarded(before, N);
    uint8_t *mask = blank_mask(N);
    my_dropout(x, mask, N, p, 1, &rng);
    for (int i = 0; i < N; i++) {
        const int stays = random_uniform(&ours) >= p;
        stay += stays;
        expect_equal(mask[i], stays, "mask[%d]", i);
        expect_near(x[i], stays ? (i + 1) / 0.75 : 0, 1e-6,
                    "with p = 0.25, x[%d], which was %d before,", i, i + 1);
    }
    expect(stay > 0 && stay < N, "the test has drawn %d of %d", stay, N);
    expect_guard(x, N, "x");
    expect_equal(mask[N], GUARD, "the place behind the mask");
}

/* The share of numbers that are dropped, and the mean, for three p. */
Test(dropout, the_mean_is_kept)
{
    enum { N = 10000 };
    static const float chances[] = {0.5f, 0.2f, 0.9f};
    for (int k = 0; k < 3; k++) {
        const double p = chances[k];
        uint64_t rng = 20 + (uint64_t)k;
        float *x = blank(N);
        uint8_t *mask = blank_mask(N);
        for (int i = 0; i < N; i++) {
            x[i] = 1;
        }
        draws = 0;
        my_dropout(x, mask, N, chances[k], 1, &rng);
        double sum = 0, dropped = 0;
        for (int i = 0; i < N; i++) {
            sum += x[i];
            dropped += mask[i] == 0;
        }
        const double sigma = sqrt(p * (1 - p) / N);
        expect(fabs(dropped / N - p) < 4 * sigma,
               "with p = %.1f, %.0f of 10000 were dropped, but about %.0f is "
               "right",
               p, dropped, p * N);
        expect(
            fabs(sum / N - 1) < 4 * sigma / (1 - p),
            "with p = %.1f, the mean of 10000 numbers 1 is %.4f, but about "
            "1 is right",
            p, sum / N);
        expect_equal((long long)draws, N, "the number of draws");
    }
}

Test(dropout, inference_changes_nothing)
{
    const float before[] = {1, -2, 3};
    uint64_t rng = 4;
    float *x = guarded(before, 3);
    uint8_t *mask = blank_mask(3);
    my_dropout(x, mask, 3, 0.5f, 0, &rng);
    expect_all_near(x, before, 3, 0, "in an inference, x");
    for (int i = 0; i < 3; i++) {
        expect_equal(mask[i], GUARD, "in an inference, mask[%d]", i);
    }
    expect_equal((long long)draws, 0, "the number of draws in an inference");
}

/* Not even where a 0 is drawn, as the first time after this seed. */
Test(dropout, nothing_is_dropped_with_p_0)
{
    const float before[] = {1, -2, 3, 0, 5};
    uint64_t rng = 11066951453180645397u, ours = rng;
    cr_assert(random_uniform(&ours) == 0, "the test should draw a 0");
    float *x = guarded(before, 5);
    uint8_t *mask = blank_mask(5);
    my_dropout(x, mask, 5, 0, 1, &rng);
    expect_all_near(x, before, 5, 0, "with p = 0, x");
    for (int i = 0; i < 5; i++) {
        expect_equal(mask[i], 1, "with p = 0, mask[%d]", i);
    }
}

/* Every call draws another mask, and the same seed the same one. */
Test(dropout, one_number_forty_times)
{
    enum { TIMES = 40 };
    uint64_t rng = 6, again = 6;
    int stayed = 0;
    for (int i = 0; i < TIMES; i++) {
        float *x = guarded((const float[]){3}, 1), y = 3;
        uint8_t *mask = blank_mask(1), other = GUARD;
        my_dropout(x, mask, 1, 0.5f, 1, &rng);
        my_dropout(&y, &other, 1, 0.5f, 1, &again);
        expect_near(x[0], mask[0] ? 6 : 0, 0,
                    "call %d with mask[0] = %d: x[0]", i, mask[0]);
        expect_equal(other, mask[0], "call %d with the same seed: mask[0]",
                     i);
        stayed += mask[0];
        free(mask);
    }
    expect(stayed > 7 && stayed < 33,
           "in 40 calls with p = 0.5 the number stayed %d times", stayed);
}
