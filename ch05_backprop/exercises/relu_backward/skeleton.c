// # Exercise: back through a ReLU
//
// Forward, a ReLU lets positive numbers pass and puts 0 in place of the
// others. **Which part of a gradient passes on the way back?** Where the
// input was positive, the output moves exactly as the input does. Elsewhere
// the output stands still at 0, whatever the input does:
//
// $$ dx_i = \begin{cases} dout_i & x_i > 0 \\ 0 & x_i \le 0 \end{cases} $$
//
// From $x = (2, -1, 3)$ and $dout = (10, 20, {-30})$ comes
// $dx = (10, 0, {-30})$.
//
// $x$ is the input of the forward walk, $dout$ the gradient of its output.
// All have the shape $(n)$; `dx` and `dout` may be the same array.
#include "ch05.h"

void my_relu_backward(const float *x, const float *dout, float *dx, size_t n)
{
    YOUR_CODE_HERE();
}
