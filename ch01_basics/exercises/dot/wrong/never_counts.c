/* caught-by: time */
#include "ch01.h"

/* i stays 0. */
float my_dot(const float *a, const float *b, size_t n)
{
    float sum = 0;
    size_t i = 0;
    while (i < n) {
        sum += a[i] * b[i];
    }
    return sum;
}
