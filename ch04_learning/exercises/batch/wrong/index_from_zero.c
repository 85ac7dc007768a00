/* caught-by: batch/seven_by_three */
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    if (b->next == b->n) {
        b->next = 0;
    }
    const size_t left = b->n - b->next;
    const size_t count = left < b->size ? left : b->size;
    for (size_t i = 0; i < count; i++) {
        out[i] = b->order[i];
    }
    b->next += count;
    return count;
}
