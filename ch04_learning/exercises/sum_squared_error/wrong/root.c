/* caught-by: sum_squared_error/numbers_of_the_book */
#include "ch04.h"

#include <math.h>
float my_sum_squared_error(const float *y, const float *t, size_t n)
{
    float sum = 0;
    for (size_t k = 0; k < n; k++) {
        const float difference = y[k] - t[k];
        sum += difference * difference;
    }
    return sqrtf(sum);
}
