// # Solution: the ring
//
// Rank `me` begins with the piece of its own number. What arrives in a step is one piece
// further back, and it is what goes on in this very step. So there is one piece to think
// of, $(me - step) \bmod R$. A `size_t` cannot be negative, so $2R$ is added first.
#include "ch07.h"

size_t my_ring(float *x, float *letter, size_t n, size_t me, size_t ranks,
               size_t step)
{
    const size_t piece = (me + 2 * ranks - step) % ranks;
    const size_t first = n * piece / ranks;
    const size_t end = n * (piece + 1) / ranks;
    for (size_t i = first; i < end && step > 0; i++) {
        x[i] = step < ranks ? x[i] + letter[i - first] : letter[i - first];
    }
    if (step == 2 * (ranks - 1)) {
        return 0;
    }
    for (size_t i = first; i < end; i++) {
        letter[i - first] = x[i];
    }
    return end - first;
}

// Piece 0 is added up from rank 0 on, piece 1 from rank 1 on, and with another
// number of ranks each of them in another order. That is why
// [the library's ring](../../../common/ranks/sum_plan.c) is another one: it
// sends more, and its sum is the same bytes for any number of ranks.
