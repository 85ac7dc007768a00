/* caught-by: forward3/numbers_of_the_book */
#include <math.h>

#include "ch03.h"

static void layer(const float *x, size_t in, const float *w, const float *b,
                  float *y, size_t out)
{
    for (size_t j = 0; j < out; j++) {
        y[j] = b[j];
        for (size_t i = 0; i < in; i++) {
            y[j] += x[i] * w[j * in + i];
        }
    }
}

static void bend(float *z, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        z[i] = 1 / (1 + expf(-z[i]));
    }
}

void my_forward3(const struct net3 *net, const float *x, float *y)
{
    float z1[3], z2[2];
    layer(x, 2, net->w1, net->b1, z1, 3);
    bend(z1, 3);
    layer(z1, 3, net->w2, net->b2, z2, 2);
    bend(z2, 2);
    layer(z2, 2, net->w3, net->b3, y, 2);
}
