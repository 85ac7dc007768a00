/* caught-by: num_grad/x_is_as_before */
#include "ch04.h"

void my_num_grad(float (*f)(const float *x, size_t n, void *ctx), float *x,
                 float *g, size_t n, void *ctx)
{
    const float h = 5e-3f;
    for (size_t i = 0; i < n; i++) {
        const float old = x[i];
        x[i] = old + h;
        const float above = f(x, n, ctx);
        x[i] = old - h;
        g[i] = (above - f(x, n, ctx)) / (2 * h);
    }
}
