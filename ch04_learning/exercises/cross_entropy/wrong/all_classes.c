/* caught-by: cross_entropy/numbers_of_the_book */
#include <math.h>

#include "ch04.h"

float my_cross_entropy(const float *y, const uint8_t *t, size_t batch,
                       size_t classes)
{
    float sum = 0;
    for (size_t i = 0; i < batch * classes; i++) {
        sum -= logf(y[i] + 1e-7f);
    }
    return sum / (float)batch;
}
