/* caught-by: one_hot/old_contents_are_gone one_hot/by_hand */
#include "ch03.h"

void my_one_hot(const uint8_t *t, float *y, size_t n, size_t classes)
{
    for (size_t i = 0; i < n; i++) {
        y[i * classes + t[i]] = 1;
    }
}
