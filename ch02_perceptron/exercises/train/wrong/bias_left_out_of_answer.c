/* caught-by: train/one_round_by_hand */
#include "ch02.h"

static int answer(const float *w, float b, const float *x, size_t d)
{
    float sum = 0;
    for (size_t i = 0; i < d; i++) {
        sum += w[i] * x[i];
    }
    return sum > 0;
}

static int learn(float *w, float *b, const float *x, int t, size_t d,
                 float lr)
{
    const int y = answer(w, *b, x, d);
    const float change = lr * (float)(t - y);
    for (size_t i = 0; i < d; i++) {
        w[i] += change * x[i];
    }
    *b += change;
    return y != t;
}

size_t my_perceptron_train(float *w, float *b, const float *x, const int *t,
                           size_t n, size_t d, float lr, size_t max)
{
    for (size_t round = 0; round < max; round++) {
        int mistakes = 0;
        for (size_t i = 0; i < n; i++) {
            mistakes += learn(w, b, x + i * d, t[i], d, lr);
        }
        if (mistakes == 0) {
            return round;
        }
    }
    return max;
}
