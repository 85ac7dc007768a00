/* caught-by: softmax/by_hand */
#include <math.h>

#include "ch03.h"

void my_softmax(const float *x, float *y, size_t n)
{
    float max = x[0], sum = 0;
    for (size_t k = 1; k < n; k++) {
        max = fmaxf(max, x[k]);
    }
    for (size_t k = 0; k < n; k++) {
        y[k] = expf(x[k] - max);
        sum += k > 0 ? y[k] : 0;
    }
    for (size_t k = 0; k < n; k++) {
        y[k] /= sum;
    }
}
