/* caught-by: batch/seven_by_three */
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    const size_t count = b->size < b->n ? b->size : b->n;
    for (size_t i = 0; i < count; i++) {
        out[i] = b->order[b->next];
        b->next = (b->next + 1) % b->n;
    }
    return count;
}
