// # Solution: how wrong is an answer?
//
// A difference is needed twice, so it gets a name.
#include "ch04.h"

// $$ E = \frac{1}{2} \sum_k (y_k - t_k)^2 $$
float my_sum_squared_error(const float *y, const float *t, size_t n)
{
    float sum = 0;
    for (size_t k = 0; k < n; k++) {
        const float difference = y[k] - t[k];
        sum += difference * difference;
    }
    return sum / 2;
}
