/* caught-by: he_init/mean_and_deviation */
#include <math.h>

#include "ch06.h"

void my_he_init(float *w, size_t in, size_t out, uint64_t *rng)
{
    const float std = sqrtf(2 / (float)(in + out));
    for (size_t i = 0; i < in * out; i++) {
        w[i] = std * random_normal(rng);
    }
}
