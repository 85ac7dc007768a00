// # Solution: back through a layer
//
// Three results, three small functions. In each, the two outer loops walk
// over the places of the result, and the inner one adds up.
#include "ch05.h"

// Input $i$ of example $n$ reaches every output $j$ of that example:
//
// $$ dx_{ni} = \sum_j dout_{nj} \, w_{ij} $$
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

// Weight $w_{ij}$ carries input $i$ to output $j$, for every example $n$:
//
// $$ dw_{ij} = \sum_n x_{ni} \, dout_{nj} $$
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

// Bias $b_j$ is added to output $j$ of every example $n$:
//
// $$ db_j = \sum_n dout_{nj} $$
static void of_the_biases(const float *dout, float *db, size_t batch,
                          size_t out)
{
    for (size_t j = 0; j < out; j++) {
        float sum = 0;
        for (size_t n = 0; n < batch; n++) {
            sum += dout[n * out + j];
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

// With its own matrix products, the library's
// [affine](../../../common/layers/affine.c) needs three lines.
