/* caught-by: cross_entropy/numbers_of_the_book */
#include <math.h>

#include "ch04.h"

float my_cross_entropy(const float *y, const uint8_t *t, size_t batch,
                       size_t classes)
{
    float sum = 0;
    for (size_t n = 0; n < batch; n++) {
        sum -= logf(1 - y[n * classes + t[n]] + 1e-7f);
    }
    return sum / (float)batch;
}
