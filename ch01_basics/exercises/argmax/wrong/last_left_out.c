/* caught-by: argmax/at_every_place */
#include "ch01.h"

size_t my_argmax(const float *x, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n - 1; i++) {
        if (x[i] > x[best]) { /* strictly: the first of equals stays */
            best = i;
        }
    }
    return best;
}
