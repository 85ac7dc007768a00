/* caught-by: batch/seven_by_three */
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    if (b->next == b->n) {
        b->next = 0;
    }
    size_t count = 0;
    while (count < b->size && b->next < b->n) {
        out[count++] = (uint32_t)b->next++;
    }
    return count;
}
