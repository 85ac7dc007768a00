/* caught-by: accuracy/scores_may_be_negative */
#include "ch03.h"

float my_accuracy(const float *y, const uint8_t *t, size_t n, size_t classes)
{
    float right = 0;
    for (size_t i = 0; i < n; i++) {
        size_t place = 0;
        float best = 0;
        for (size_t k = 0; k < classes; k++) {
            if (y[i * classes + k] > best) {
                best = y[i * classes + k];
                place = k;
            }
        }
        right += place == t[i];
    }
    return n ? right / (float)n : 0;
}
