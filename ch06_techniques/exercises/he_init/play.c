/* He's size is yours. The library draws the numbers itself and asks only how
   large they should be. Here every random number is 1, so that a weight is
   its own size. */
#include "play.h"
#include "ch06.h"
#include "math/init.h"

#define he_std(...) library_he_std(__VA_ARGS__)
#include "math/init.c"
#undef he_std

float random_normal(uint64_t *rng)
{
    (void)rng;
    return 1;
}

float random_uniform(uint64_t *rng) { return random_normal(rng); }

real he_std(int inputs)
{
    uint64_t rng = 0;
    real *w = allocate((size_t)inputs, sizeof *w);
    my_he_init(w, (size_t)inputs, 1, &rng);
    const real size = w[0];
    free(w);
    return size;
}
