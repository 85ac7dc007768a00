/* caught-by: accuracy/by_hand accuracy/every_row_has_its_own */
#include "ch03.h"

float my_accuracy(const float *y, const uint8_t *t, size_t n, size_t classes)
{
    size_t right = 0;
    for (size_t i = 0; i < n; i++) {
        size_t best = 0;
        for (size_t k = 1; k < classes; k++) {
            if (y[i * classes + k] > y[i * classes + best]) {
                best = k;
            }
        }
        right += best == t[i];
    }
    return n ? (float)(right / n) : 0;
}
