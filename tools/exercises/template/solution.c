// # Solution: the mean
//
// Say here why it is written so.
#include "chNN.h"

float my_NAME(const float *x, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i];
    }
    return n == 0 ? 0 : sum / (float)n;
}
