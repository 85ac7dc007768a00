/* caught-by: all_alike/circle */
#include <math.h>

#include "ch06.h"

enum { HIDDEN = 12 };

struct net {
    float w1[HIDDEN][2];
    float b1[HIDDEN];
    float w2[HIDDEN];
    float b2;
};

static void begin(struct net *net, uint64_t *rng)
{
    for (size_t j = 0; j < HIDDEN; j++) {
        net->w1[j][0] = net->w1[j][1] = 0;
        net->b1[j] = 0;
        net->w2[j] = 0;
    }
    net->b2 = 0;
}

/* The probability that x is inside; z becomes what the neurons say. */
static float answer(const struct net *net, const float *x, float *z)
{
    float sum = net->b2;
    for (size_t j = 0; j < HIDDEN; j++) {
        z[j] =
            tanhf(net->w1[j][0] * x[0] + net->w1[j][1] * x[1] + net->b1[j]);
        sum += net->w2[j] * z[j];
    }
    return 1 / (1 + expf(-sum));
}

static void learn(struct net *net, const float *x, float t, float lr)
{
    float z[HIDDEN];
    const float dy = answer(net, x, z) - t;
    for (size_t j = 0; j < HIDDEN; j++) {
        const float dz = dy * net->w2[j] * (1 - z[j] * z[j]);
        net->w2[j] -= lr * dy * z[j];
        net->w1[j][0] -= lr * dz * x[0];
        net->w1[j][1] -= lr * dz * x[1];
        net->b1[j] -= lr * dz;
    }
    net->b2 -= lr * dy;
}

float my_all_alike(const float *x, const uint8_t *t, size_t n, size_t epochs,
                   uint64_t *rng)
{
    struct net net;
    float z[HIDDEN];
    size_t right = 0;
    begin(&net, rng);
    for (size_t i = 0; i < epochs * n; i++) {
        learn(&net, x + 2 * (i % n), t[i % n], 0.05f);
    }
    for (size_t i = 0; i < n; i++) {
        right += (answer(&net, x + 2 * i, z) > 0.5f) == t[i];
    }
    return (float)right / (float)n;
}
