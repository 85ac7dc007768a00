// # Solution: a rate for each weight
//
// The gradient of this step counts already when the step is divided. So no
// step is longer than the rate.
#include <math.h>

#include "ch06.h"

// $$ h \leftarrow h + g^2, \qquad
//    w \leftarrow w - \eta \frac{g}{\sqrt h + \epsilon} $$
void my_adagrad(float *w, const float *g, float *h, size_t n, float lr)
{
    for (size_t i = 0; i < n; i++) {
        h[i] += g[i] * g[i];
        w[i] -= lr * g[i] / (sqrtf(h[i]) + 1e-7f);
    }
}

// The sum never falls, so the steps only become shorter.
// [rmsprop](../../../common/optimizers/rmsprop.c) mends that with a mean.
