// # Exercise: two moving means
//
// Momentum remembers gradients, and AdaGrad their squares. **Can one method
// remember both, the gradients and their squares?** Adam keeps two moving means for
// each weight $w$: $m$ of the gradient $g$, and $v$ of its square. Of these,
// $\beta_1$ and $\beta_2$ say which part is kept in each step. A step is the
// learning rate $\eta$ times $m$, divided by the root of $v$, both corrected (D. P.
// Kingma and J. Ba, 2015):
//
// $$ \begin{aligned}
//    m &\leftarrow \beta_1 m + (1 - \beta_1)\, g
//    \\ v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2
//    \\ w &\leftarrow w - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}
//    \end{aligned} $$
//
// Both begin at 0, so at first they are much too small. After $t$ steps they
// are divided by the share that they have reached (偏置校正):
//
// $$ \hat m = \frac{m}{1 - \beta_1^t}, \qquad
//    \hat v = \frac{v}{1 - \beta_2^t} $$
//
// Take $\beta_1 = 0.9$, $\beta_2 = 0.999$ and $\epsilon = 10^{-7}$. If the
// first gradient is 4, then $m = 0.4$ and $v = 0.016$, but $\hat m = 4$ and
// $\hat v = 16$. The step is $\eta \cdot 4 / 4$, exactly the rate.
//
// $w$, $g$, $m$ and $v$ have the shape $(n)$. Keep $m$ and $v$ *without* the
// correction, because the next call goes on with them. `lr` is $\eta$, and
// `t` is the number of this step: 1 in the first call.
#include <math.h>

#include "ch06.h"

void my_adam(float *w, const float *g, float *m, float *v, size_t n, float lr,
             uint32_t t)
{
    YOUR_CODE_HERE();
}
