/* caught-by: softmax/large_scores softmax/very_negative_scores */
#include <math.h>

#include "ch03.h"

void my_softmax(const float *x, float *y, size_t n)
{
    float sum = 0;
    for (size_t k = 0; k < n; k++) {
        y[k] = expf(x[k]);
        sum += y[k];
    }
    for (size_t k = 0; k < n; k++) {
        y[k] /= sum;
    }
}
