/* caught-by: argmax/all_negative */
#include "ch01.h"

size_t my_argmax(const float *x, size_t n)
{
    float best = 0;
    size_t place = 0;
    for (size_t i = 0; i < n; i++) {
        if (x[i] > best) {
            best = x[i];
            place = i;
        }
    }
    return place;
}
