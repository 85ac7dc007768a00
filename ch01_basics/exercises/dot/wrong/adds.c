/* caught-by: dot/by_hand */
#include "ch01.h"

float my_dot(const float *a, const float *b, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += a[i] + b[i];
    }
    return sum;
}
