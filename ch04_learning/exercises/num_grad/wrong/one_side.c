/* caught-by: num_grad/two_calls_for_each num_grad/flat_bottom */
#include "ch04.h"

void my_num_grad(float (*f)(const float *x, size_t n, void *ctx), float *x,
                 float *g, size_t n, void *ctx)
{
    const float h = 5e-3f, here = f(x, n, ctx);
    for (size_t i = 0; i < n; i++) {
        const float old = x[i];
        x[i] = old + h;
        g[i] = (f(x, n, ctx) - here) / h;
        x[i] = old;
    }
}
