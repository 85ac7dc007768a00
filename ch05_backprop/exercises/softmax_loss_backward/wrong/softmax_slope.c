/* caught-by: softmax_loss_backward/by_hand */
#include "ch05.h"

void my_softmax_loss_backward(const float *y, const uint8_t *t, float *dx,
                              size_t batch, size_t classes)
{
    for (size_t n = 0; n < batch; n++) {
        for (size_t k = 0; k < classes; k++) {
            const size_t i = n * classes + k;
            dx[i] = (y[i] - (float)(k == t[n])) * y[i] * (1 - y[i]) /
                    (float)batch;
        }
    }
}
