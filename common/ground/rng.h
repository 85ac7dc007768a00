/** @file rng.h
 *  @ingroup ch01
 *  Random numbers that can be repeated. The state is yours: pass it on, and
 *  the same seed gives the same weights, the same batches, the same curve.
 *
 *  The generator is xoshiro256** (D. Blackman and S. Vigna, "Scrambled linear
 *  pseudorandom number generators", 2018), its state filled by splitmix64
 *  (G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number
 *  generators", 2014). It is fast and good; it is not for secrets. */
#ifndef RNG_H
#define RNG_H

#include <stdint.h>

#include "ground/base.h"

/** A generator: 256 bits of state, never all zero. Copy it to branch off. */
typedef struct {
    uint64_t state[4]; /**< changed by every draw */
} Rng;

/** A generator that starts from seed. Every seed is a good one, 0 too. */
Rng rng_new(uint64_t seed);

/** A generator for these count numbers of keys, such as seed, step and place: the same
 *  keys give the same generator wherever it is made, and others another one. */
Rng rng_keyed(const uint64_t *keys, int count);

/** The next 64 random bits of rng: everything below is made of them. */
uint64_t rng_bits(Rng *rng);

/** A number from rng, uniform in [0, 1). */
real rng_uniform(Rng *rng);

/** A number from rng, normal with mean 0 and standard deviation 1, by the
 *  transform of G. Box and M. Muller (1958). */
real rng_normal(Rng *rng);

/** A whole number from rng, each of 0 … limit-1 equally likely (exactly so:
 *  the few draws that would favour the small numbers are thrown away). */
int rng_below(Rng *rng, int limit);

/** Fill picks with count numbers below limit, drawn from rng one by one, so
 *  that some may come twice: NumPy's `random.choice(limit, count)`. */
void rng_choice(Rng *rng, int *picks, int count, int limit);

/** Fill order with the numbers 0 … count-1, each once, in random order from
 *  rng: the shuffle of R. Fisher and F. Yates, in R. Durstenfeld's form
 *  (1964). */
void rng_permutation(Rng *rng, int *order, int count);

#endif
