/* caught-by: dropout/by_hand */
#include "ch06.h"

void my_dropout(float *x, uint8_t *mask, size_t n, float p, int train,
                uint64_t *rng)
{
    if (train) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        mask[i] = random_uniform(rng) >= p;
        x[i] = mask[i] ? x[i] / (1 - p) : 0;
    }
}
