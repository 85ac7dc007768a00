/* may-call: random_below memcpy memmove memset malloc calloc free */
#include <math.h>
#include <string.h>

#include "ch04.h"
#include "exercise_test.h"

EXERCISE(shuffle);

static size_t draws;

uint32_t random_below(uint64_t *rng, uint32_t n)
{
    expect(n > 0, "random_below(rng, 0) was called");
    draws++;
    *rng = *rng * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*rng >> 32) * n >> 32);
}

Test(shuffle, nothing_is_lost)
{
    enum { N = 1000 };
    uint32_t idx[N], count[N] = {0};
    uint64_t rng = 1;
    for (uint32_t i = 0; i < N; i++) {
        idx[i] = i;
    }
    my_shuffle(idx, N, &rng);
    int moved = 0;
    for (uint32_t i = 0; i < N; i++) {
        expect(idx[i] < N, "idx[%u] is %u, but only 0 to 999 went in", i,
               idx[i]);
        count[idx[i]]++;
        moved += idx[i] != i;
    }
    for (uint32_t i = 0; i < N; i++) {
        expect_equal(count[i], 1, "how often %u occurs afterwards", i);
    }
    expect(moved > 900, "only %d of 1000 numbers have moved", moved);
}

Test(shuffle, same_seed_same_order)
{
    uint32_t a[20], b[20], other[20];
    uint64_t first = 5, second = 5, third = 6;
    for (uint32_t i = 0; i < 20; i++) {
        a[i] = b[i] = other[i] = i;
    }
    my_shuffle(a, 20, &first);
    my_shuffle(b, 20, &second);
    my_shuffle(other, 20, &third);
    expect(memcmp(a, b, sizeof a) == 0,
           "the seed 5 gave two different orders");
    expect(memcmp(a, other, sizeof a) != 0,
           "the seeds 5 and 6 gave the same order");
}

Test(shuffle, six_orders_of_three)
{
    enum { RUNS = 60000 };
    int count[27] = {0};
    uint64_t rng = 9;
    for (int run = 0; run < RUNS; run++) {
        uint32_t idx[] = {0, 1, 2};
        my_shuffle(idx, 3, &rng);
        for (int i = 0; i < 3; i++) {
            expect(idx[i] < 3, "idx[%d] is %u, but only 0 to 2 went in", i,
                   idx[i]);
        }
        count[idx[0] * 9 + idx[1] * 3 + idx[2]]++;
    }
    const double sigma = sqrt(RUNS * (1 / 6.0) * (5 / 6.0));
    static const int orders[] = {5,  7,  11,
                                 15, 19, 21}; /* 012 021 102 120 201 210 */
    for (int i = 0; i < 6; i++) {
        const int o = orders[i];
        expect(fabs(count[o] - RUNS / 6.0) < 4 * sigma,
               "of 60000 runs %d gave the order %d %d %d, but about 10000 is "
               "right",
               count[o], o / 9, o / 3 % 3, o % 3);
    }
}

Test(shuffle, one_and_none)
{
    uint32_t idx[] = {42, 43};
    uint64_t rng = 1;
    my_shuffle(idx, 1, &rng);
    my_shuffle(idx, 0, &rng);
    expect_equal(idx[0], 42, "after shuffling one number, idx[0]");
    expect_equal(idx[1], 43,
                 "after shuffling one number, the place behind it");
}
