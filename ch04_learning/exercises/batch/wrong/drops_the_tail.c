/* caught-by: batch/seven_by_three batch/a_new_epoch_begins */
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    if (b->next + b->size > b->n) {
        b->next = 0;
    }
    for (size_t i = 0; i < b->size && i < b->n; i++) {
        out[i] = b->order[b->next + i];
    }
    b->next += b->size;
    return b->size;
}
