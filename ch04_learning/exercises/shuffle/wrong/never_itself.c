/* caught-by: shuffle/six_orders_of_three */
#include "ch04.h"

void my_shuffle(uint32_t *idx, size_t n, uint64_t *rng)
{
    for (size_t i = n; i-- > 1;) {
        const size_t drawn = random_below(rng, (uint32_t)i);
        const uint32_t number = idx[drawn];
        idx[drawn] = idx[i];
        idx[i] = number;
    }
}
