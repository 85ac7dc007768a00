// # Exercise: find the bug: only small batches learn
//
// A neuron foretells a number: $y = x \cdot w + b$. It learns from a batch of
// examples, by the gradient of the mean of half the squared errors. With a
// batch of 2 it learns well. With a batch of 500, and the same rate, its loss
// grows until it is no number any more. **Why should a larger batch do
// harm?**
//
// More examples should make a step more reliable, and not longer. If each
// example of a batch stands there twice, the step should be the same.
//
// The program below makes one step. Mend it; at most 12 words and signs may
// change. $x$ has the shape $(batch, d)$, $t$ $(batch)$ and $w$ $(d)$.
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
        w[i] -= lr * dw[i];
    }
    *b -= lr * db;
    return loss / (float)batch;
}
