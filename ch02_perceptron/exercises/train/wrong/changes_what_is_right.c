/* caught-by: train/what_is_right_is_not_touched */
#include "ch02.h"

size_t my_perceptron_train(float *w, float *b, const float *x, const int *t,
                           size_t n, size_t d, float lr, size_t max)
{
    for (size_t round = 0; round < max; round++) {
        int mistakes = 0;
        for (size_t i = 0; i < n; i++) {
            float sum = *b;
            for (size_t j = 0; j < d; j++) {
                sum += w[j] * x[i * d + j];
            }
            const float change = t[i] ? lr : -lr;
            for (size_t j = 0; j < d; j++) {
                w[j] += change * x[i * d + j];
            }
            *b += change;
            mistakes += (sum > 0) != t[i];
        }
        if (mistakes == 0) {
            return round;
        }
    }
    return max;
}
