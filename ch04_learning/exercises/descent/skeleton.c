// # Exercise: walking downhill
//
// The gradient says where the loss grows. **How does a program find a place
// where the loss is small?** It steps against the gradient, again and again,
// with a **learning rate** (学习率) $\eta$:
//
// $$ x_i \leftarrow x_i - \eta \frac{\partial f}{\partial x_i} $$
//
// For $f(x) = x^2$ at $x = 3$ the slope is 6. With $\eta = 0.1$ the step
// leads to $3 - 0.1 \cdot 6 = 2.4$.
//
// $x$ has the shape $(n)$ and is changed where it stands. `slope(x, n, i)` is
// the derivative for $x_i$ at the place $x$. All $n$ slopes of a step belong
// to the *same* place, so there is room for them in `g` $(n)$. `lr` is
// $\eta$. Do `steps` steps, whatever happens: if the numbers grow without
// limit, the caller wants to see it.
#include "ch04.h"

void my_descent(float (*slope)(const float *x, size_t n, size_t i), float *x,
                float *g, size_t n, float lr, size_t steps)
{
    YOUR_CODE_HERE();
}
