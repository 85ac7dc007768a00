/* caught-by: weight_decay/by_hand */
#include "ch06.h"

float my_weight_decay(const float *w, size_t n, float lambda, float *g)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += w[i] * w[i];
    }
    return lambda / 2 * sum;
}
