// # Solution: one layer, many examples
//
// Each sum begins at the bias of its output. Then every input adds its part.
#include "ch03.h"

// $$ y_{nj} = b_j + \sum_i x_{ni} w_{ij} $$
void my_affine(const float *x, const float *w, const float *b, float *y,
               size_t batch, size_t in, size_t out)
{
    for (size_t n = 0; n < batch; n++) {
        for (size_t j = 0; j < out; j++) {
            float sum = b[j];
            for (size_t i = 0; i < in; i++) {
                sum += x[n * in + i] * w[i * out + j];
            }
            y[n * out + j] = sum;
        }
    }
}

// The library's [affine](../../../common/layers/affine.c) does the same for
// tensors.
