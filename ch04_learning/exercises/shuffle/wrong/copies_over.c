/* caught-by: shuffle/nothing_is_lost */
#include "ch04.h"

void my_shuffle(uint32_t *idx, size_t n, uint64_t *rng)
{
    for (size_t left = n; left > 1; left--) {
        const size_t drawn = random_below(rng, (uint32_t)left);
        idx[drawn] = idx[left - 1];
        idx[left - 1] = idx[drawn];
    }
}
