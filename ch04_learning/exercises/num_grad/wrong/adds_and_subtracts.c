/* caught-by: num_grad/x_is_as_before */
#include "ch04.h"

void my_num_grad(float (*f)(const float *x, size_t n, void *ctx), float *x,
                 float *g, size_t n, void *ctx)
{
    const float h = 5e-3f;
    for (size_t i = 0; i < n; i++) {
        x[i] += h;
        const float above = f(x, n, ctx);
        x[i] -= 2 * h;
        const float below = f(x, n, ctx);
        x[i] += h;
        g[i] = (above - below) / (2 * h);
    }
}
