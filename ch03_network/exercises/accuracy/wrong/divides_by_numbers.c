/* caught-by: accuracy/by_hand */
#include "ch03.h"

static size_t argmax(const float *x, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++) {
        if (x[i] > x[best]) {
            best = i;
        }
    }
    return best;
}

float my_accuracy(const float *y, const uint8_t *t, size_t n, size_t classes)
{
    size_t right = 0;
    for (size_t i = 0; i < n; i++) {
        right += argmax(y + i * classes, classes) == t[i];
    }
    return n == 0 ? 0 : (float)right / (float)(n * classes);
}
