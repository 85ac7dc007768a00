// # Solution: two gradients, compared
//
// A comparison with NaN is never true. So `difference > largest` would pass
// over it, and the worst gradient of all would get the error 0.
#include <math.h>

#include "ch05.h"

// $$ \mathrm{error} = \frac{\max_i |a_i - b_i|}{\max_i
//    \max(|a_i|, |b_i|)} $$
double my_gradient_check(const float *a, const float *b, size_t n,
                         size_t *worst)
{
    double largest = 0, size = 0;
    *worst = 0;
    for (size_t i = 0; i < n; i++) {
        const double difference = fabs((double)a[i] - (double)b[i]);
        if (isnan(difference)) {
            *worst = i;
            return difference;
        }
        if (difference > largest) {
            largest = difference;
            *worst = i;
        }
        size = fmax(size, fmax(fabs((double)a[i]), fabs((double)b[i])));
    }
    return size > 0 ? largest / size : 0;
}

// To divide each difference by its own numbers would make much of places
// where both gradients are nearly 0 and only rounding is left.
// [gradient](../../../common/math/gradient.c) compares as we do here.
