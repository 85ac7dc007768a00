// # Solution: a ball that rolls
//
// First the speed, then the weight with the new speed. No weight waits for
// another one, so one loop is enough.
#include "ch06.h"

// $$ v \leftarrow \mu v - \eta\, g, \qquad w \leftarrow w + v $$
void my_momentum(float *w, const float *g, float *v, size_t n, float lr,
                 float mu)
{
    for (size_t i = 0; i < n; i++) {
        v[i] = mu * v[i] - lr * g[i];
        w[i] += v[i];
    }
}

// [optimizer_paths](../../optimizer_paths.c) draws how it walks down a narrow
// valley.
