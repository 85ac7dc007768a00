/* caught-by: dot/nothing */
#include "ch01.h"

float my_dot(const float *a, const float *b, size_t n)
{
    float sum = a[0] * b[0];
    for (size_t i = 1; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}
