/* caught-by: any_batch/large_batch any_batch/twice_the_same */
#include "ch05.h"

float my_any_batch(float *w, float *b, const float *x, const float *t,
                   size_t batch, size_t d, float lr)
{
    float loss = 0, db = 0, dw[8] = {0};
    for (size_t n = 0; n < batch; n++) {
        float y = *b;
        for (size_t i = 0; i < d; i++) {
            y += x[n * d + i] * w[i];
        }
        const float error = y - t[n];
        loss += error * error / 2;
        const float dy = error;
        for (size_t i = 0; i < d; i++) {
            dw[i] += dy * x[n * d + i];
        }
        db += dy;
    }
    for (size_t i = 0; i < d; i++) {
        w[i] -= lr * dw[i] / (float)batch;
    }
    *b -= lr * db;
    return loss / (float)batch;
}
