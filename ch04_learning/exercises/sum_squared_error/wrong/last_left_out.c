/* caught-by: sum_squared_error/sign_does_not_matter */
#include "ch04.h"

float my_sum_squared_error(const float *y, const float *t, size_t n)
{
    float sum = 0;
    for (size_t k = 0; k + 1 < n; k++) {
        const float difference = y[k] - t[k];
        sum += difference * difference;
    }
    return sum / 2;
}
