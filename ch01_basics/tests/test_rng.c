#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#include "ground/rng.h"
#include "support.h"

/* -- the bits --------------------------------------------------------------- */

/* Computed from the published algorithms by an independent program. */
Test(rng, splitmix64_fills_the_state_from_the_seed)
{
    const struct {
        uint64_t seed, state[4];
    } known[] = {
        {0,
         {0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f,
          0xf88bb8a8724c81ec}},
        {1,
         {0x910a2dec89025cc1, 0xbeeb8da1658eec67, 0xf893a2eefb32555e,
          0x71c18690ee42c90b}},
        {42,
         {0xbdd732262feb6e95, 0x28efe333b266f103, 0x47526757130f9f52,
          0x581ce1ff0e4ae394}},
        {UINT64_MAX,
         {0xe4d971771b652c20, 0xe99ff867dbf682c9, 0x382ff84cb27281e9,
          0x6d1db36ccba982d2}},
    };
    for (int i = 0; i < 4; i++) {
        const Rng rng = rng_new(known[i].seed);
        for (int j = 0; j < 4; j++) {
            cr_assert(rng.state[j] == known[i].state[j],
                      "seed %#llx, word %d: %#llx",
                      (unsigned long long)known[i].seed, j,
                      (unsigned long long)rng.state[j]);
        }
    }
}

Test(rng, the_bits_are_those_of_xoshiro256_starstar)
{
    const struct {
        uint64_t seed, first[5], thousandth;
    } known[] = {
        {0,
         {0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0,
          0x6aa594f1262d2d2c, 0xbba5ad4a1f842e59},
         0x7aac8c483a2edd2f},
        {1,
         {0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514,
          0x642e1c7bc266a3a7, 0xb27a48e29a233673},
         0xb8517c33c344d153},
        {42,
         {0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1,
          0xecb8ad4703b360a1, 0xfde6dc7fe2ec5e64},
         0x8de5848c61ab8968},
    };
    for (int i = 0; i < 3; i++) {
        Rng rng = rng_new(known[i].seed);
        uint64_t bits = 0;
        for (int j = 0; j < 1000; j++) {
            bits = rng_bits(&rng);
            cr_assert(j >= 5 || bits == known[i].first[j],
                      "seed %d, draw %d: %#llx", (int)known[i].seed, j,
                      (unsigned long long)bits);
        }
        cr_assert(bits == known[i].thousandth, "seed %d, draw 999: %#llx",
                  (int)known[i].seed, (unsigned long long)bits);
    }
}

/* Likewise: each key counts, and so does its place. */
Test(rng, a_generator_is_found_by_its_keys)
{
    const struct {
        int count;
        uint64_t keys[3], first;
    } known[] = {
        {1, {42}, 0x15780b2e0c2ec716},
        {2, {42, 1}, 0x4627e04dc88be47a},
        {3, {42, 1, 0}, 0xd584d203640a9680},
        {3, {42, 0, 1}, 0x7c6a31a096f8cd0c},
        {3, {42, UINT64_MAX, 7}, 0x2acbe05a0f2a3520},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        Rng rng = rng_keyed(known[i].keys, known[i].count);
        const uint64_t bits = rng_bits(&rng);
        cr_assert(bits == known[i].first, "case %zu: %#llx", i,
                  (unsigned long long)bits);
    }
}

/* A state whose next draw is bits: the last step of rng_bits() undone. For an
 * odd n, five rounds of Newton's method find the inverse modulo 2^64. */
static uint64_t inverse(uint64_t n)
{
    uint64_t x = n;
    for (int i = 0; i < 5; i++) {
        x *= 2 - n * x;
    }
    return x;
}

static Rng about_to_draw(uint64_t bits)
{
    const uint64_t turned = bits * inverse(9);
    const uint64_t word = ((turned >> 7) | (turned << 57)) * inverse(5);
    const Rng rng = {{0x1234567, word, 0x89abcdef, 0xfedcba98}};
    Rng copy = rng;
    cr_assert(rng_bits(&copy) == bits, "the test's own state is wrong");
    return rng;
}

Test(rng, the_same_seed_gives_the_same_numbers_and_a_copy_branches)
{
    Rng a = rng_new(7), b = rng_new(7), other = rng_new(8);
    int equal = 0;
    for (int i = 0; i < 100; i++) {
        const real x = rng_uniform(&a);
        cr_assert(x == rng_uniform(&b), "draw %d differs", i);
        equal += x == rng_uniform(&other) ? 1 : 0;
    }
    cr_assert(equal == 0, "%d of 100 draws agree with another seed", equal);
    Rng branch = a;
    const real next = rng_normal(&a);
    rng_bits(&a);
    cr_assert(rng_normal(&branch) == next, "the copy goes another way");
}

/* -- uniform and normal ----------------------------------------------------- */

Test(rng, uniform_keeps_24_or_53_digits)
{
    const double known[][2] = {
        {0x1.5780b00000000p-4, 0x1.5780b2e0c2ec0p-4},
        {0x1.8413640000000p-2, 0x1.84136619b444ep-2},
        {0x1.5c2ea60000000p-1, 0x1.5c2ea66473c93p-1},
    };
    Rng rng = rng_new(42);
    for (int i = 0; i < 3; i++) {
        const double u = (double)rng_uniform(&rng);
        const double want = TOLERANCE(known[i][0], known[i][1]);
        cr_assert(u == want, "draw %d: %a, not %a", i, u, want);
    }
}

Test(rng, uniform_reaches_0_and_stays_below_1)
{
    Rng lowest = about_to_draw(0), highest = about_to_draw(UINT64_MAX);
    const double low = (double)rng_uniform(&lowest);
    const double high = (double)rng_uniform(&highest);
    cr_assert(low == 0, "lowest: %a", low);
    cr_assert(high == 1 - TOLERANCE(0x1p-24, 0x1p-53), "highest: %a", high);
}

typedef struct {
    double mean, variance, neighbours; /* the last: E[x_i x_{i+1}] */
} Moments;

static Moments moments_of(real (*draw)(Rng *), uint64_t seed, int count,
                          double center)
{
    Rng rng = rng_new(seed);
    double sum = 0, squares = 0, products = 0, before = 0;
    for (int i = 0; i < count; i++) {
        const double x = (double)draw(&rng) - center;
        sum += x;
        squares += x * x;
        products += x * before;
        before = x;
    }
    const double mean = sum / count;
    return (Moments){mean + center, squares / count - mean * mean,
                     products / count};
}

/* The bounds are five standard errors of each quantity. */
Test(rng, uniform_and_normal_have_their_mean_and_variance)
{
    enum { N = 400000 };
    const double root = sqrt((double)N);
    for (uint64_t seed = 0; seed < 4; seed++) {
        const Moments u = moments_of(rng_uniform, seed, N, 0.5);
        cr_assert(fabs(u.mean - 0.5) < 5 * 0.2887 / root, "mean %g", u.mean);
        cr_assert(fabs(u.variance - 1. / 12) < 5 * 0.0745 / root,
                  "uniform: variance %g", u.variance);
        cr_assert(fabs(u.neighbours) < 5 * 0.0833 / root,
                  "uniform: neighbours depend, %g", u.neighbours);
        const Moments z = moments_of(rng_normal, seed, N, 0);
        cr_assert(fabs(z.mean) < 5 / root, "normal: mean %g", z.mean);
        cr_assert(fabs(z.variance - 1) < 5 * 1.4143 / root,
                  "normal: variance %g", z.variance);
        cr_assert(fabs(z.neighbours) < 5 / root,
                  "normal: neighbours depend, %g", z.neighbours);
    }
}

/* Of a normal sample 68.27, 95.45 and 99.73 % lie within 1, 2 and 3. */
Test(rng, normal_numbers_lie_under_the_bell)
{
    enum { N = 400000 };
    const double share[] = {0.682689, 0.954500, 0.997300};
    int within[3] = {0}, positive = 0;
    Rng rng = rng_new(5);
    for (int i = 0; i < N; i++) {
        const double z = (double)rng_normal(&rng);
        positive += z > 0 ? 1 : 0;
        for (int k = 0; k < 3; k++) {
            within[k] += fabs(z) < k + 1 ? 1 : 0;
        }
    }
    cr_assert(abs(positive - N / 2) < 1600, "%d are positive", positive);
    for (int k = 0; k < 3; k++) {
        const double p = share[k], error = sqrt(p * (1 - p) * N);
        cr_assert(fabs(within[k] - p * N) < 5 * error, "%d within %d",
                  within[k], k + 1);
    }
}

Test(rng, normal_numbers_are_the_same_in_both_builds)
{
    const double known[] = {-1.6132237513849157, 0.7816920450573488,
                            0.015871293375984856, 0.4772168184355812};
    Rng rng = rng_new(42);
    for (int i = 0; i < 4; i++) {
        const double z = (double)rng_normal(&rng);
        const double allowed = fabs(known[i]) * TOLERANCE(0x1p-24, 1e-14);
        cr_assert(fabs(z - known[i]) <= allowed, "draw %d: %.17g, not %.17g",
                  i, z, known[i]);
    }
}

Test(rng, the_rarest_normal_number_is_finite)
{
    Rng rng = about_to_draw(0);
    const double z = (double)rng_normal(&rng);
    cr_assert(isfinite(z) && fabs(z) < 8.6, "%g", z);
    /* twice in a row only zeros: u is as small as can be, and v is 0 */
    Rng zeros = {{1, 0, 1, 5}};
    const double rarest = (double)rng_normal(&zeros);
    cr_assert(fabs(rarest - sqrt(-2 * log(0x1p-53))) < 1e-6, "%g", rarest);
}

/* -- below ------------------------------------------------------------------ */

/* Sum of (seen - expected)^2 / expected. */
static double chi_square(const int *seen, int kinds, int draws)
{
    const double expected = (double)draws / kinds;
    double sum = 0;
    for (int i = 0; i < kinds; i++) {
        sum += (seen[i] - expected) * (seen[i] - expected) / expected;
    }
    return sum;
}

/* With 9 degrees of freedom, chance exceeds 27.9 once in 1000 times. */
Test(rng, every_number_below_the_limit_is_as_frequent)
{
    enum { N = 100000 };
    int seen[10] = {0}, thirds[3] = {0};
    Rng rng = rng_new(2024);
    for (int i = 0; i < N; i++) {
        const int digit = rng_below(&rng, 10);
        cr_assert(digit >= 0 && digit < 10, "draw %d: %d", i, digit);
        seen[digit]++;
        thirds[rng_below(&rng, 2000000001) / 666666667]++;
    }
    cr_assert(chi_square(seen, 10, N) < 27.9, "below 10: %g",
              chi_square(seen, 10, N));
    cr_assert(chi_square(thirds, 3, N) < 13.9, "below 2000000001: %g",
              chi_square(thirds, 3, N));
}

/* The surplus of a limit is 2^64 mod limit: so many draws are thrown away. */
Test(rng, only_the_surplus_is_drawn_again)
{
    const struct {
        int limit, surplus;
    } known[] = {{1, 0},
                 {2, 0},
                 {3, 1},
                 {10, 6},
                 {60000, 51616},
                 {1 << 30, 0},
                 {2000000000, 1709551616},
                 {INT_MAX, 4}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const int limit = known[i].limit;
        const uint64_t surplus = (uint64_t)known[i].surplus;
        Rng kept = about_to_draw(surplus), after = kept;
        const int want = (int)(surplus % (uint64_t)limit);
        const int got = rng_below(&kept, limit);
        rng_bits(&after);
        cr_assert(got == want, "below %d: %d, not %d", limit, got, want);
        cr_assert(memcmp(&kept, &after, sizeof kept) == 0,
                  "below %d: %d was drawn again", limit, want);
        if (surplus > 0) {
            Rng thrown = about_to_draw(surplus - 1);
            after = thrown;
            rng_bits(&after);
            const int second = rng_below(&after, limit);
            cr_assert(rng_below(&thrown, limit) == second &&
                          memcmp(&thrown, &after, sizeof after) == 0,
                      "below %d: %d was kept", limit, known[i].surplus - 1);
        }
    }
}

static void draw_below(void *context)
{
    const int *limit = context;
    Rng rng = rng_new(1);
    rng_below(&rng, *limit);
}

Test(rng, nothing_lies_below_0)
{
    int limits[] = {0, -5};
    expect_stop(draw_below, &limits[0], "a number below 0");
    expect_stop(draw_below, &limits[1], "a number below -5");
}

/* -- choice and permutation ------------------------------------------------- */

Test(rng, choice_draws_one_by_one_with_repetition)
{
    int picks[101], seen[7] = {0};
    Rng rng = rng_new(3), same = rng;
    picks[100] = -1;
    rng_choice(&rng, picks, 100, 7);
    for (int i = 0; i < 100; i++) {
        const int want = rng_below(&same, 7);
        cr_assert(picks[i] == want, "pick %d: %d, not %d", i, picks[i], want);
        seen[picks[i]]++;
    }
    for (int i = 0; i < 7; i++) {
        cr_assert(seen[i] > 1, "%d came %d times", i, seen[i]);
    }
    cr_assert(picks[100] == -1, "it wrote behind the last pick");
}

Test(rng, a_permutation_holds_every_number_once)
{
    const int counts[] = {0, 1, 2, 10, 1000};
    Rng rng = rng_new(9);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        int order[1001], seen[1000] = {0}, moved = 0;
        const int count = counts[i];
        order[count] = -1;
        Rng before = rng;
        rng_permutation(&rng, order, count);
        for (int j = count - 1; j > 0; j--) {
            rng_below(&before, j + 1);
        }
        cr_assert(memcmp(&before, &rng, sizeof rng) == 0,
                  "it drew more than one number for each place of %d", count);
        for (int j = 0; j < count; j++) {
            cr_assert(order[j] >= 0 && order[j] < count, "%d of %d", order[j],
                      count);
            cr_assert(seen[order[j]]++ == 0, "%d comes twice", order[j]);
            moved += order[j] != j ? 1 : 0;
        }
        cr_assert(count < 1000 || moved > 950, "only %d moved", moved);
        cr_assert(order[count] == -1, "it wrote behind the last of %d",
                  count);
    }
}

/* With 23 degrees of freedom, chance exceeds 49.7 once in 1000 times. */
Test(rng, all_24_orders_of_4_are_as_frequent)
{
    enum { N = 48000 };
    int seen[24] = {0};
    Rng rng = rng_new(11);
    for (int i = 0; i < N; i++) {
        int o[4];
        rng_permutation(&rng, o, 4);
        const int second = o[1] - (o[1] > o[0] ? 1 : 0);
        seen[o[0] * 6 + second * 2 + (o[2] > o[3] ? 1 : 0)]++;
    }
    cr_assert(chi_square(seen, 24, N) < 49.7, "chi square %g",
              chi_square(seen, 24, N));
}
