/* caught-by: accuracy/every_row_has_its_own accuracy/scores_may_be_negative */
#include "ch03.h"

float my_accuracy(const float *y, const uint8_t *t, size_t n, size_t classes)
{
    float right = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k + 1 < classes && y[i * classes + k] <= 0.5f) {
            k++;
        }
        right += k == t[i];
    }
    return n ? right / (float)n : 0;
}
