/* caught-by: descent/one_step_by_hand */
#include "ch04.h"

void my_descent(float (*slope)(const float *x, size_t n, size_t i), float *x,
                float *g, size_t n, float lr, size_t steps)
{
    for (size_t step = 0; step < steps; step++) {
        for (size_t i = 0; i < n; i++) {
            g[i] = slope(x, n, i);
        }
        for (size_t i = 0; i < n; i++) {
            x[i] -= g[i];
        }
    }
}
