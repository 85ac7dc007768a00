/* caught-by: momentum/three_steps_by_hand */
#include "ch06.h"

void my_momentum(float *w, const float *g, float *v, size_t n, float lr,
                 float mu)
{
    for (size_t i = 0; i < n; i++) {
        const float speed = mu * v[i] - lr * g[i];
        w[i] += speed;
    }
}
