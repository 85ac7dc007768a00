/* caught-by: train/one_round_by_hand train/learns_what_a_line_can_part */
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
            const int y = sum > 0;
            for (size_t j = 0; j < d; j++) {
                w[j] += lr * (float)(y - t[i]) * x[i * d + j];
            }
            *b += lr * (float)(y - t[i]);
            mistakes += y != t[i];
        }
        if (mistakes == 0) {
            return round;
        }
    }
    return max;
}
