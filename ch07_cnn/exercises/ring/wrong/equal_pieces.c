/* caught-by: ring/pieces_may_differ */
#include "ch07.h"

size_t my_ring(float *x, float *letter, size_t n, size_t me, size_t ranks,
               size_t step)
{
    const size_t piece = (me + 2 * ranks - step) % ranks;
    const size_t length = n / ranks;
    float *mine = x + piece * length;
    for (size_t i = 0; i < length && step > 0; i++) {
        mine[i] = step < ranks ? mine[i] + letter[i] : letter[i];
    }
    if (step == 2 * (ranks - 1)) {
        return 0;
    }
    for (size_t i = 0; i < length; i++) {
        letter[i] = mine[i];
    }
    return length;
}
