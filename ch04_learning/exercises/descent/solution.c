// # Solution: walking downhill
//
// First the whole gradient, then the whole step. The slopes of one step all
// belong to the place where it began.
#include "ch04.h"

// $$ x_i \leftarrow x_i - \eta \frac{\partial f}{\partial x_i} $$
void my_descent(float (*slope)(const float *x, size_t n, size_t i), float *x,
                float *g, size_t n, float lr, size_t steps)
{
    for (size_t step = 0; step < steps; step++) {
        for (size_t i = 0; i < n; i++) {
            g[i] = slope(x, n, i);
        }
        for (size_t i = 0; i < n; i++) {
            x[i] -= lr * g[i];
        }
    }
}

// [gradient_descent](../../gradient_descent.c) draws such walks, with rates
// that are too small and too large.
