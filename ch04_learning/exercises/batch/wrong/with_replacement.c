/* caught-by: batch/seven_by_three */
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    static uint64_t rng = 1;
    const size_t count = b->size < b->n ? b->size : b->n;
    for (size_t i = 0; i < count; i++) {
        rng = rng * 6364136223846793005u + 1442695040888963407u;
        out[i] = b->order[(rng >> 33) % b->n];
    }
    return count;
}
