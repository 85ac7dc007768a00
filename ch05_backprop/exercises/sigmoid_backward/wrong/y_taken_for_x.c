/* caught-by: sigmoid_backward/by_hand sigmoid_backward/as_measured */
#include <math.h>

#include "ch05.h"

void my_sigmoid_backward(const float *y, const float *dout, float *dx,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const float s = 1 / (1 + expf(-y[i]));
        dx[i] = dout[i] * s * (1 - s);
    }
}
