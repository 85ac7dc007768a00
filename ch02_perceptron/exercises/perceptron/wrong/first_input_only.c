/* caught-by: perceptron/and_by_hand */
#include "ch02.h"

int my_perceptron(const float *w, float b, const float *x, size_t n)
{
    float sum = b;
    for (size_t i = 0; i < n; i++) {
        sum = b + w[i] * x[i];
    }
    return sum > 0;
}
