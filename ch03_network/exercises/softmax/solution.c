// # Solution: softmax
//
// The largest score $m$ is subtracted from all. It cancels in the fraction,
// because $e^{x - m} = e^x e^{-m}$, and the largest power is now $e^0 = 1$:
// nothing overflows.
//
// $$ y_k = \frac{e^{x_k - m}}{\sum_{i} e^{x_i - m}}, \qquad m = \max_i x_i $$
//
// The sum is at least 1, so nobody divides by 0.
#include <math.h>

#include "ch03.h"

void my_softmax(const float *x, float *y, size_t n)
{
    float max = x[0], sum = 0;
    for (size_t k = 1; k < n; k++) {
        max = fmaxf(max, x[k]);
    }
    for (size_t k = 0; k < n; k++) {
        y[k] = expf(x[k] - max);
        sum += y[k];
    }
    for (size_t k = 0; k < n; k++) {
        y[k] /= sum;
    }
}

// [softmax](../../softmax.c) shows what happens without the subtraction.
