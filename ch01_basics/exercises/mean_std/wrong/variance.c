/* caught-by: mean_std/by_hand mean_std/far_from_zero */
#include "ch01.h"

void my_mean_std(const float *x, size_t n, float *mean, float *std)
{
    float sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i];
    }
    *mean = sum / (float)n;
    for (size_t i = 0; i < n; i++) {
        squares += (x[i] - *mean) * (x[i] - *mean);
    }
    *std = squares / (float)n;
}
