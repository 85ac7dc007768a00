// # Exercise: back through a ReLU
//
// Forward, a ReLU lets positive numbers pass and puts 0 in place of the others. **Which
// part of a gradient passes a ReLU on the way back?** Ask for each input: if it grows by
// a tiny amount, by how much does its output grow? There are two cases. Write both
// slopes down before you write any code. At $x = 0$ there is a kink and no slope; we
// take $0$.
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
