// # Solution: mean and standard deviation
//
// Two passes. The second one subtracts the mean *before* it squares, so the
// numbers stay small and no digit is lost.
#include <math.h>

#include "ch01.h"

static float mean_of(const float *x, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i];
    }
    return sum / (float)n;
}

// $$ \sigma = \sqrt{\frac{1}{n} \sum_i (x_i - \mu)^2} $$
void my_mean_std(const float *x, size_t n, float *mean, float *std)
{
    float squares = 0;
    *mean = mean_of(x, n);
    for (size_t i = 0; i < n; i++) {
        squares += (x[i] - *mean) * (x[i] - *mean);
    }
    *std = sqrtf(squares / (float)n);
}

// The formula $\overline{x^2} - \mu^2$ needs one pass only, and algebra says
// that it is the same. For 10000, 10001 and 10002 it subtracts two numbers
// near $10^8$ whose difference is $2/3$. A `float` counts in steps of 8
// there.
