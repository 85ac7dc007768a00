/* caught-by: affine_backward/numbers_of_the_chapter */
#include "ch05.h"

static void of_the_inputs(const float *w, const float *dout, float *dx,
                          size_t batch, size_t in, size_t out)
{
    for (size_t n = 0; n < batch; n++) {
        for (size_t i = 0; i < in; i++) {
            float sum = 0;
            for (size_t j = 0; j < out; j++) {
                sum += dout[n * out + j] * w[i * out + j];
            }
            dx[n * in + i] = sum;
        }
    }
}

static void of_the_weights(const float *x, const float *dout, float *dw,
                           size_t batch, size_t in, size_t out)
{
    for (size_t i = 0; i < in; i++) {
        for (size_t j = 0; j < out; j++) {
            float sum = 0;
            for (size_t n = 0; n < batch; n++) {
                sum += x[n * in + i] * dout[n * out + j];
            }
            dw[i * out + j] = sum;
        }
    }
}

static void of_the_biases(const float *dout, float *db, size_t batch,
                          size_t out)
{
    for (size_t j = 0; j < out; j++) {
        float sum = 0;
        for (size_t n = 0; n < batch * out; n++) {
            sum += dout[n];
        }
        db[j] = sum;
    }
}

void my_affine_backward(const float *x, const float *w, const float *dout,
                        float *dx, float *dw, float *db, size_t batch,
                        size_t in, size_t out)
{
    of_the_inputs(w, dout, dx, batch, in, out);
    of_the_weights(x, dout, dw, batch, in, out);
    of_the_biases(dout, db, batch, out);
}
