/* caught-by: batch/no_empty_batch */
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    const size_t left = b->n - b->next;
    const size_t count = left < b->size ? left : b->size;
    for (size_t i = 0; i < count; i++) {
        out[i] = b->order[b->next + i];
    }
    b->next += count;
    if (count < b->size) {
        b->next = 0;
    }
    return count;
}
