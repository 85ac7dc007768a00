// # Solution: find the bug: the last batch counts too much
//
// The program took the mean of the accuracies of its batches. The last batch
// is shorter, so each of its answers weighed more. Right answers are added up
// first, and divided by all.
//
// A mean of means is the mean only if all parts are equally large. The same
// mistake is often made with a loss: then the mean must be multiplied by the
// size of its batch before it is added.
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
    for (size_t first = 0; first < n; first += batch) {
        const size_t here = n - first < batch ? n - first : batch;
        size_t right = 0;
        for (size_t i = first; i < first + here; i++) {
            right += largest(y + i * classes, classes) == t[i];
        }
        sum += (float)right;
    }
    return sum / (float)n;
}
