// # Exercise: a gradient, measured
//
// A loss depends on many weights. **How steep is a function of many numbers
// in each direction?** Move one number up and down, leave all others alone,
// and do that for each in turn. The slopes together are the **gradient**
// (梯度):
//
// $$ g_i \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} $$
//
// Here $h e_i$ means that only $x_i$ is moved. For $f(x) = x_0^2 + x_1^2$ the
// gradient at $(3, 4)$ is $(6, 8)$.
//
// $x$ and $g$ have the shape $(n)$. `f(x, n, ctx)` is the function's value;
// hand `ctx` on as it is. Call `f` exactly $2n$ times. At the end $x$ must
// hold the same numbers as before, to the last bit. All numbers are `float`,
// which has about seven digits: an $h$ of $10^{-3}$ to $10^{-2}$ is right.
#include "ch04.h"

void my_num_grad(float (*f)(const float *x, size_t n, void *ctx), float *x,
                 float *g, size_t n, void *ctx)
{
    YOUR_CODE_HERE();
}
