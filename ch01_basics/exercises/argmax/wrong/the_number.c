/* caught-by: argmax/at_every_place */
#include "ch01.h"

size_t my_argmax(const float *x, size_t n)
{
    float best = x[0];
    for (size_t i = 1; i < n; i++) {
        if (x[i] > best) {
            best = x[i];
        }
    }
    return best > 0 ? (size_t)best : 0;
}
