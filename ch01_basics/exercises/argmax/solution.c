// # Solution: where the largest number stands
//
// It is enough to remember one place. Place 0 is the best when nothing has
// been compared yet, whatever number stands there; so no start value can be
// too large.
#include "ch01.h"

size_t my_argmax(const float *x, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++) {
        if (x[i] > x[best]) { /* strictly: the first of equals stays */
            best = i;
        }
    }
    return best;
}
