/* caught-by: one_hot/by_hand */
#include "ch03.h"

void my_one_hot(const uint8_t *t, float *y, size_t n, size_t classes)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < classes; k++) {
            y[i * classes + k] = t[i] == k ? t[i] : 0;
        }
    }
}
