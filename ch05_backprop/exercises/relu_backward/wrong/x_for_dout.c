/* caught-by: relu_backward/by_hand */
#include "ch05.h"

void my_relu_backward(const float *x, const float *dout, float *dx, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        dx[i] = x[i] > 0 ? x[i] : 0;
    }
}
