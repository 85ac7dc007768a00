/* caught-by: time */
#include "ch01.h"

/* An unsigned number is never below 0. */
float my_dot(const float *a, const float *b, size_t n)
{
    volatile float sum = 0;
    for (size_t i = n; i >= 0; i--) {
        sum += 1;
    }
    return sum;
}
