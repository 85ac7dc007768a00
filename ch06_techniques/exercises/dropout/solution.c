// # Solution: neurons that stay away
//
// To enlarge what stays is done in training, where the masks are drawn. So an
// inference has nothing to do, and need not know of $p$.
#include "ch06.h"

// $$ x \leftarrow \begin{cases} 0 & \text{with probability } p
//    \\ x / (1 - p) & \text{otherwise} \end{cases} $$
void my_dropout(float *x, uint8_t *mask, size_t n, float p, int train,
                uint64_t *rng)
{
    if (!train) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        mask[i] = random_uniform(rng) >= p;
        x[i] = mask[i] ? x[i] / (1 - p) : 0;
    }
}

// [overfit_dropout](../../overfit_dropout.c) measures what it is good for.
