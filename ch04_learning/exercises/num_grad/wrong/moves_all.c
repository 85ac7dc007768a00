/* caught-by: num_grad/only_one_is_moved num_grad/numbers_of_the_book */
#include "ch04.h"

void my_num_grad(float (*f)(const float *x, size_t n, void *ctx), float *x,
                 float *g, size_t n, void *ctx)
{
    const float h = 5e-3f;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            x[j] += h;
        }
        const float above = f(x, n, ctx);
        for (size_t j = 0; j < n; j++) {
            x[j] -= 2 * h;
        }
        const float below = f(x, n, ctx);
        for (size_t j = 0; j < n; j++) {
            x[j] += h;
        }
        g[i] = (above - below) / (2 * h);
    }
}
