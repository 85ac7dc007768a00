#include "ch04.h"
#include "exercise_test.h"

EXERCISE(other_order);

enum { N = 200, D = 2 };

uint32_t random_below(uint64_t *rng, uint32_t n)
{
    const double share = ((double)noise(rng) + 1) / 2;
    const uint32_t drawn = (uint32_t)(share * n);
    return drawn < n ? drawn : n - 1;
}

/* Points around (1, 1) and around (-1, -1). */
static void examples(float *x, uint8_t *t, uint64_t seed)
{
    fill_with_noise(x, N * D, &seed);
    for (int i = 0; i < N; i++) {
        t[i] = noise(&seed) > 0;
        x[i * D] += t[i] ? 1 : -1;
        x[i * D + 1] += t[i] ? 1 : -1;
    }
}

Test(other_order, knows_them)
{
    float x[N * D], w[D] = {0}, b = 0;
    uint8_t t[N];
    uint64_t rng = 3;
    examples(x, t, 2);
    const float share =
        my_other_order(w, &b, guarded(x, N * D), t, N, D, 10, &rng);
    expect_mended(share > 0.98f,
                  "after 10 epochs it knows %.0f of 100 examples, but more "
                  "than 98 are expected",
                  100 * (double)share);
}

/* Each example must still have its class, and stand somewhere else. */
Test(other_order, order_changes)
{
    float x[N * D], w[D] = {0}, b = 0;
    uint8_t t[N];
    uint64_t rng = 5;
    int moved = 0;
    for (int i = 0; i < N; i++) {
        x[i * D] = (float)i;
        x[i * D + 1] = 1;
        t[i] = i % 2;
    }
    my_other_order(w, &b, x, t, N, D, 1, &rng);
    for (int i = 0; i < N; i++) {
        moved += x[i * D] != (float)i;
    }
    expect(moved > N / 2, "only %d of 200 examples have moved in an epoch",
           moved);
}

Test(other_order, few_changes) { expect_few_changes(30); }
