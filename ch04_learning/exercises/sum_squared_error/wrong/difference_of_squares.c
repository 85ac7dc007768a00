/* caught-by: sum_squared_error/numbers_of_the_book */
#include "ch04.h"

float my_sum_squared_error(const float *y, const float *t, size_t n)
{
    float sum = 0;
    for (size_t k = 0; k < n; k++) {
        sum += y[k] * y[k] - t[k] * t[k];
    }
    return sum / 2;
}
