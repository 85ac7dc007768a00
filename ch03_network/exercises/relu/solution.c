// # Solution: the rectified linear unit
//
// The question is whether the number is to become 0. A NAN answers every
// comparison with no, so it passes, and the trouble stays visible.
#include "ch03.h"

// $$ y_i = \max(0, x_i) $$
void my_relu(const float *x, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = x[i] <= 0 ? 0 : x[i];
    }
}

// With the question turned, `x[i] > 0 ? x[i] : 0`, a NAN becomes 0, and a
// training that has gone wrong goes on with a pleasant face.
