// # Solution: find the bug: only small batches learn
//
// The loss is a mean, so its gradient is a mean as well. The program divided
// the loss by the size of the batch, but not the gradient: that of 500
// examples was 500 times too long.
//
// It could be divided anywhere between the error and the step. At its source,
// where the way back begins, one division serves weights and bias alike, and
// a bias cannot be forgotten.
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
        const float dy = error / (float)batch;
        for (size_t i = 0; i < d; i++) {
            dw[i] += dy * x[n * d + i];
        }
        db += dy;
    }
    for (size_t i = 0; i < d; i++) {
        w[i] -= lr * dw[i];
    }
    *b -= lr * db;
    return loss / (float)batch;
}
