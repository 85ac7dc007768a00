/* caught-by: sigmoid_backward/by_hand */
#include "ch05.h"

void my_sigmoid_backward(const float *y, const float *dout, float *dx,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        dx[i] = dout[i] * y[i] * (1 + y[i]);
    }
}
