// # Solution: two moving means
//
// The share that the means have reached is the same for all weights, so it is
// computed once. That is done in `double`: a `float` of $0.999$ is wrong in
// its eighth digit, and $1 - 0.999$ would be wrong in its fifth. For the same
// reason $1 - \beta_1$ and $1 - \beta_2$ are written as numbers.
#include <math.h>

#include "ch06.h"

// $$ \begin{aligned}
//    m &\leftarrow \beta_1 m + (1 - \beta_1)\, g
//    \\ v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2
//    \\ w &\leftarrow w - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}
//    \end{aligned} $$
void my_adam(float *w, const float *g, float *m, float *v, size_t n, float lr,
             uint32_t t)
{
    const float m_part = (float)(1 - pow(0.9, t));
    const float v_part = (float)(1 - pow(0.999, t));
    for (size_t i = 0; i < n; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        const float m_hat = m[i] / m_part, v_hat = v[i] / v_part;
        w[i] -= lr * m_hat / (sqrtf(v_hat) + 1e-7f);
    }
}

// [adam](../../../common/optimizers/adam.c) says where the book's program
// differs.
