/* caught-by: mean_std/by_hand */
#include <math.h>

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
    *std = n > 1 ? sqrtf(squares / (float)(n - 1)) : 0;
}
