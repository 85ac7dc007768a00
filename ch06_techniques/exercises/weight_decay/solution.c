// # Solution: weights with a price
//
// The slope of $w^2$ is $2w$. The half in the price cancels that 2, and
// $\lambda w$ is left.
#include "ch06.h"

// $$ \mathrm{penalty} = \frac{\lambda}{2} \sum_i w_i^2, \qquad
//    g_i \leftarrow g_i + \lambda w_i $$
float my_weight_decay(const float *w, size_t n, float lambda, float *g)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += w[i] * w[i];
        g[i] += lambda * w[i];
    }
    return lambda / 2 * sum;
}

// [overfit_weight_decay](../../overfit_weight_decay.c) shows what the price
// does to a network that learns by heart.
