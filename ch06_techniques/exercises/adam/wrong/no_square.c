/* caught-by: adam/first_step_has_the_length_of_the_rate */
#include <math.h>

#include "ch06.h"

void my_adam(float *w, const float *g, float *m, float *v, size_t n, float lr,
             uint32_t t)
{
    const float beta1 = 0.9f, beta2 = 0.999f;
    const float m_part = (float)(1 - pow(0.9, t));
    const float v_part = (float)(1 - pow(0.999, t));
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * fabsf(g[i]);
        const float m_hat = m[i] / m_part, v_hat = v[i] / v_part;
        w[i] -= lr * m_hat / (sqrtf(v_hat) + 1e-7f);
    }
}
