// # Random numbers
//
// A network starts from random weights and sees its examples in random order.
// Yet an experiment must be repeatable. **How can numbers be random and the
// same again tomorrow?** They are computed, one from the next, by a rule so
// thorough that no pattern shows. Whoever knows the first state, the *seed*,
// gets the whole sequence again.
#include "ground/rng.h"

#include <tgmath.h>

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

// ## From a seed to a state
//
// People choose small seeds: 0, 1, 2. Those are nearly all zero bits, and a
// generator needs many steps to recover from such a start. So splitmix64
// spreads the seed over all 256 bits first.
Rng rng_new(uint64_t seed)
{
    Rng rng;
    for (int i = 0; i < 4; i++) {
        uint64_t z = (seed += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        rng.state[i] = z ^ (z >> 31);
    }
    return rng;
}

// ## The next 64 bits
//
// The linear part (shifts and exclusive ors) walks through all $2^{256}-1$
// states before it repeats. It alone would be predictable; the two products
// in `result` scramble what leaves the function.
uint64_t rng_bits(Rng *rng)
{
    uint64_t *s = rng->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

// ## By key
//
// A generator gives its numbers in a row, so whoever wants the thousandth must draw
// 999 before. Several machines that share one training cannot wait for each other's draws.
// So each stretch of the work gets a generator of its own, made from what the stretch is
// called: seed, step, place. One key after the other is stirred in.
Rng rng_keyed(const uint64_t *keys, int count)
{
    Rng rng = rng_new(keys[0]);
    for (int i = 1; i < count; i++) {
        rng = rng_new(rng_bits(&rng) ^ keys[i]);
    }
    return rng;
}

// ## Uniform
//
// A float keeps 24 binary digits, a double 53. We take as many of the 64 bits
// as a whole number and divide by $2^{24}$ or $2^{53}$: every result is
// exact, and $1$ never comes out by rounding.
real rng_uniform(Rng *rng)
{
    enum { DIGITS = sizeof(real) == sizeof(double) ? 53 : 24 };
    return (real)(rng_bits(rng) >> (64 - DIGITS)) /
           (real)((uint64_t)1 << DIGITS);
}

// ## Normal
//
// Take a random direction $2\pi v$ in the plane and a random distance
// $\sqrt{-2\ln u}$ from the origin. The point's first coordinate is then
// normal:
//
// $$ z = \sqrt{-2 \ln u}\,\cos(2\pi v), \qquad u \in (0, 1],\; v \in [0, 1) $$
//
// The sum is done in double in both builds, so that float and double weights
// are the same numbers, rounded.
real rng_normal(Rng *rng)
{
    const double pi = 3.14159265358979323846;
    double u = (double)((rng_bits(rng) >> 11) + 1) * 0x1p-53;
    double v = (double)(rng_bits(rng) >> 11) * 0x1p-53;
    return (real)(sqrt(-2 * log(u)) * cos(2 * pi * v));
}

// ## Below a limit
//
// The remainder of a division by `limit` looks right but is not quite: $2^{64}$
// is rarely a multiple of the limit, and the small remainders come once more
// often than the rest. The first $2^{64} \bmod \mathrm{limit}$ draws are the
// surplus. We draw again when we meet one.
int rng_below(Rng *rng, int limit)
{
    CHECK(limit > 0, "a number below %d", limit);
    const uint64_t n = (uint64_t)limit, surplus = -n % n;
    uint64_t bits;
    do {
        bits = rng_bits(rng);
    } while (bits < surplus);
    return (int)(bits % n);
}

void rng_choice(Rng *rng, int *picks, int count, int limit)
{
    for (int i = 0; i < count; i++) {
        picks[i] = rng_below(rng, limit);
    }
}

// ## Shuffle
//
// From the back: each place gets a random one of those that are still free,
// by exchange. All $n!$ orders are equally likely.
void rng_permutation(Rng *rng, int *order, int count)
{
    for (int i = 0; i < count; i++) {
        order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
        int j = rng_below(rng, i + 1), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
}
