/** @file ch05_test.h
 *  What several tests of this chapter share: the layers that ch05.h promises to be
 * there already. */
#ifndef CH05_TEST_H
#define CH05_TEST_H

#include <math.h>

#include "ch05.h"
#include "exercise_test.h"

void affine_forward(const float *x, const float *w, const float *b, float *y,
                    size_t batch, size_t in, size_t out)
{
    for (size_t n = 0; n < batch; n++) {
        for (size_t j = 0; j < out; j++) {
            y[n * out + j] = b[j];
            for (size_t i = 0; i < in; i++) {
                y[n * out + j] += x[n * in + i] * w[i * out + j];
            }
        }
    }
}

void affine_backward(const float *x, const float *w, const float *dout,
                     float *dx, float *dw, float *db, size_t batch, size_t in,
                     size_t out)
{
    for (size_t k = 0; k < batch * in; k++) {
        dx[k] = 0;
    }
    for (size_t k = 0; k < in * out; k++) {
        dw[k] = 0;
    }
    for (size_t j = 0; j < out; j++) {
        db[j] = 0;
    }
    for (size_t n = 0; n < batch; n++) {
        for (size_t j = 0; j < out; j++) {
            const float d = dout[n * out + j];
            for (size_t i = 0; i < in; i++) {
                dx[n * in + i] += d * w[i * out + j];
                dw[i * out + j] += d * x[n * in + i];
            }
            db[j] += d;
        }
    }
}

void sigmoid_forward(const float *x, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = 1 / (1 + expf(-x[i]));
    }
}

void sigmoid_backward(const float *y, const float *dout, float *dx, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        dx[i] = dout[i] * y[i] * (1 - y[i]);
    }
}

void softmax_forward(const float *x, float *y, size_t batch, size_t classes)
{
    for (size_t n = 0; n < batch; n++, x += classes, y += classes) {
        float max = x[0], sum = 0;
        for (size_t k = 0; k < classes; k++) {
            max = fmaxf(max, x[k]);
        }
        for (size_t k = 0; k < classes; k++) {
            y[k] = expf(x[k] - max);
            sum += y[k];
        }
        for (size_t k = 0; k < classes; k++) {
            y[k] /= sum;
        }
    }
}

void softmax_loss_backward(const float *y, const uint8_t *t, float *dx,
                           size_t batch, size_t classes)
{
    for (size_t i = 0; i < batch * classes; i++) {
        const float right = i % classes == t[i / classes];
        dx[i] = (y[i] - right) / (float)batch;
    }
}

/* A step of gradient descent. */
static inline void step(float *w, const float *dw, size_t n, float lr)
{
    for (size_t i = 0; i < n; i++) {
        w[i] -= lr * dw[i];
    }
}

#endif
