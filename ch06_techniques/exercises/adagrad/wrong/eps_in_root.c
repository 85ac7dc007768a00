/* caught-by: adagrad/size_does_not_matter */
#include <math.h>

#include "ch06.h"

void my_adagrad(float *w, const float *g, float *h, size_t n, float lr)
{
    for (size_t i = 0; i < n; i++) {
        h[i] += g[i] * g[i];
        w[i] -= lr * g[i] / (sqrtf(h[i] + 1e-7f));
    }
}
