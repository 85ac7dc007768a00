/* caught-by: affine/by_hand */
#include "ch03.h"

void my_affine(const float *x, const float *w, const float *b, float *y,
               size_t batch, size_t in, size_t out)
{
    for (size_t n = 0; n < batch; n++) {
        for (size_t j = 0; j < out; j++) {
            float sum = b[j];
            for (size_t i = 0; i < in; i++) {
                sum += x[n * in + i] * w[i * in + j];
            }
            y[n * out + j] = sum;
        }
    }
}
