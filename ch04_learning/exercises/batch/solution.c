// # Solution: batches of an epoch
//
// Whether an epoch is over is asked before the batch is made, so `next` may
// stand at the end in between.
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    if (b->next == b->n) {
        b->next = 0;
    }
    const size_t left = b->n - b->next;
    const size_t count = left < b->size ? left : b->size;
    for (size_t i = 0; i < count; i++) {
        out[i] = b->order[b->next + i];
    }
    b->next += count;
    return count;
}

// A real training shuffles `order` at that place, for every epoch anew.
