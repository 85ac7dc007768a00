/* caught-by: gradient_check/by_hand */
#include <math.h>

#include "ch05.h"

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
            *worst = n - 1;
        }
        size = fmax(size, fmax(fabs((double)a[i]), fabs((double)b[i])));
    }
    return size > 0 ? largest / size : 0;
}
