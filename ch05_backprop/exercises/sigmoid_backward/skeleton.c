// # Exercise: back through a sigmoid
//
// A sigmoid bends smoothly, so it has a slope everywhere. **How large is the slope
// of a sigmoid, if only its output is known?** At $y = 0.5$ the slope is 0.25, at
// $y = 0.8$ it is 0.16, and at both ends, near 0 and near 1, it is almost 0. The sigmoid itself is
//
// $$ y = \frac{1}{1 + e^{-x}} $$
//
// Find a formula in $y$ alone that gives both numbers, 0.25 and 0.16.
//
// The gradient of the input is this slope, times what comes from behind:
// $y = (0.5, 0.8)$ and $dout = (4, {-10})$ give $dx = (1, {-1.6})$.
//
// $y$ is the *output* of the forward walk, $dout$ its gradient. All have the
// shape $(n)$; `dx` and `dout` may be the same array.
#include "ch05.h"

void my_sigmoid_backward(const float *y, const float *dout, float *dx,
                         size_t n)
{
    YOUR_CODE_HERE();
}
