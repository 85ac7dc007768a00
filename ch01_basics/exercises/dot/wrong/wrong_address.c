/* caught-by: crash */
#include "ch01.h"

float my_dot(const float *a, const float *b, size_t n)
{
    float *volatile sum = NULL; /* points nowhere */
    for (size_t i = 0; i < n; i++) {
        *sum += a[i] * b[i];
    }
    return *sum;
}
