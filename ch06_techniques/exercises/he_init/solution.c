// # Solution: the size of the first weights
//
// If all numbers of a sequence are multiplied by a factor, their standard
// deviation is, too. So numbers of the standard deviation 1 need no more
// than a factor.
#include <math.h>

#include "ch06.h"

// $$ \mathrm{std} = \sqrt{\frac{2}{in}} $$
void my_he_init(float *w, size_t in, size_t out, uint64_t *rng)
{
    const float std = sqrtf(2 / (float)in);
    for (size_t i = 0; i < in * out; i++) {
        w[i] = std * random_normal(rng);
    }
}

// [init_histogram](../../init_histogram.c) shows what arrives in the fifth
// layer, with this size and with others.
