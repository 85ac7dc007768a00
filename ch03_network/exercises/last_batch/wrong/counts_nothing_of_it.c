/* caught-by: last_batch/short_last_batch */
#include "ch03.h"

/* The place of the largest of n numbers. */
static size_t largest(const float *y, size_t n)
{
    size_t best = 0;
    for (size_t k = 1; k < n; k++) {
        if (y[k] > y[best]) {
            best = k;
        }
    }
    return best;
}

float my_last_batch(const float *y, const uint8_t *t, size_t n,
                    size_t classes, size_t batch)
{
    float sum = 0;
    size_t batches = 0;
    for (size_t first = 0; first + batch <= n; first += batch) {
        const size_t here = n - first < batch ? n - first : batch;
        size_t right = 0;
        for (size_t i = first; i < first + here; i++) {
            right += largest(y + i * classes, classes) == t[i];
        }
        sum += (float)right / (float)here;
        batches++;
    }
    return sum / (float)batches;
}
