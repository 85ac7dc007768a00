/* caught-by: mean_std/far_from_zero */
#include <math.h>

#include "ch01.h"

void my_mean_std(const float *x, size_t n, float *mean, float *std)
{
    float sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i];
        squares += x[i] * x[i];
    }
    *mean = sum / (float)n;
    *std = sqrtf(fmaxf(squares / (float)n - *mean * *mean, 0));
}
