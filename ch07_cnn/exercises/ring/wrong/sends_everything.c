/* caught-by: ring/two_ranks_by_hand ring/everyone_sends_as_little_as_possible */
#include "ch07.h"

size_t my_ring(float *x, float *letter, size_t n, size_t me, size_t ranks,
               size_t step)
{
    const size_t piece = (me + 2 * ranks - step) % ranks;
    const size_t first = n * piece / ranks;
    const size_t end = n * (piece + 1) / ranks;
    for (size_t i = first; i < end && step > 0; i++) {
        x[i] = step < ranks ? x[i] + letter[i] : letter[i];
    }
    if (step == 2 * (ranks - 1)) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        letter[i] = x[i];
    }
    return n;
}
