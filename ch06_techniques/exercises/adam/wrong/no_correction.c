/* caught-by: adam/first_step_has_the_length_of_the_rate adam/fifty_steps */
#include <math.h>

#include "ch06.h"

void my_adam(float *w, const float *g, float *m, float *v, size_t n, float lr,
             uint32_t t)
{
    const float beta1 = 0.9f, beta2 = 0.999f;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        const float m_hat = m[i], v_hat = v[i];
        w[i] -= lr * m_hat / (sqrtf(v_hat) + 1e-7f);
    }
}
