// # Solution: the perceptron
//
// The bias is where the sum begins. A comparison in C is 1 if it is true and
// 0 if not, which is the answer that we want.
#include "ch02.h"

// $$ y = 1 \text{ if } b + \sum_i w_i x_i > 0, \text{ else } 0 $$
int my_perceptron(const float *w, float b, const float *x, size_t n)
{
    float sum = b;
    for (size_t i = 0; i < n; i++) {
        sum += w[i] * x[i];
    }
    return sum > 0;
}
