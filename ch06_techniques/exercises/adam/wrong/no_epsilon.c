/* caught-by: adam/no_gradient_no_step adam/epsilon_beside_the_root */
#include <math.h>

#include "ch06.h"

void my_adam(float *w, const float *g, float *m, float *v, size_t n, float lr,
             uint32_t t)
{
    const float m_part = (float)(1 - pow(0.9, t));
    const float v_part = (float)(1 - pow(0.999, t));
    for (size_t i = 0; i < n; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        const float m_hat = m[i] / m_part, v_hat = v[i] / v_part;
        w[i] -= lr * m_hat / sqrtf(v_hat);
    }
}
