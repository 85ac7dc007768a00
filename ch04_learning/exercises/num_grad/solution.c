// # Solution: a gradient, measured
//
// The old number is kept and put back. To add $h$ and subtract it again would
// not do: $3 + 0.001 - 0.001$ need not be 3 for a `float`.
#include "ch04.h"

// $$ g_i \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} $$
void my_num_grad(float (*f)(const float *x, size_t n, void *ctx), float *x,
                 float *g, size_t n, void *ctx)
{
    const float h = 5e-3f;
    for (size_t i = 0; i < n; i++) {
        const float old = x[i];
        x[i] = old + h;
        const float above = f(x, n, ctx);
        x[i] = old - h;
        const float below = f(x, n, ctx);
        g[i] = (above - below) / (2 * h);
        x[i] = old;
    }
}

// The library's [gradient](../../../common/math/gradient.c) judges every layer of
// this book in the same way.
