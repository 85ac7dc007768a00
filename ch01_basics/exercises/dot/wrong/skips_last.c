/* caught-by: dot/one_pair dot/every_place_counts */
#include "ch01.h"

float my_dot(const float *a, const float *b, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}
