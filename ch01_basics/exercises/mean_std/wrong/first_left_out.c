/* caught-by: mean_std/by_hand */
#include <math.h>

#include "ch01.h"

static float mean_of(const float *x, size_t n)
{
    float sum = 0;
    for (size_t i = 1; i < n; i++) {
        sum += x[i];
    }
    return sum / (float)n;
}

void my_mean_std(const float *x, size_t n, float *mean, float *std)
{
    float squares = 0;
    *mean = mean_of(x, n);
    for (size_t i = 0; i < n; i++) {
        squares += (x[i] - *mean) * (x[i] - *mean);
    }
    *std = sqrtf(squares / (float)n);
}
