/* caught-by: gradient_check/rounding_is_forgiven */
#include <math.h>

#include "ch05.h"

double my_gradient_check(const float *a, const float *b, size_t n,
                         size_t *worst)
{
    double largest = 0;
    *worst = 0;
    for (size_t i = 0; i < n; i++) {
        const double size = fmax(fabs((double)a[i]), fabs((double)b[i]));
        const double difference =
            size > 0 || isnan(a[i]) || isnan(b[i])
                ? fabs((double)a[i] - (double)b[i]) / size
                : 0;
        if (isnan(difference)) {
            *worst = i;
            return difference;
        }
        if (difference > largest) {
            largest = difference;
            *worst = i;
        }
    }
    return largest;
}
