/* The order of the images, once each, is drawn by your shuffle. */
#include "ch04.h"
#include "ground/rng.h"

#define rng_permutation(...) library_permutation(__VA_ARGS__)
#include "ground/rng.c"
#undef rng_permutation

uint32_t random_below(uint64_t *rng, uint32_t n)
{
    return (uint32_t)rng_below((Rng *)rng, (int)n);
}

void rng_permutation(Rng *rng, int *order, int count)
{
    for (int i = 0; i < count; i++) {
        order[i] = i;
    }
    my_shuffle((uint32_t *)order, (size_t)count, rng->state);
}
