/* caught-by: void */
#include <stdlib.h>

#include "ch04.h"

void my_shuffle(uint32_t *idx, size_t n, uint64_t *rng)
{
    for (size_t left = n; left > 1; left--) {
        const size_t drawn = (size_t)rand() % left;
        const uint32_t number = idx[drawn];
        idx[drawn] = idx[left - 1];
        idx[left - 1] = number;
    }
}
