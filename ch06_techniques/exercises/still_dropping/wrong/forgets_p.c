/* caught-by: still_dropping/keeps_p */
#include <math.h>

#include "ch06.h"

/* The probability that x (d) is of class 1. */
static float answer(struct dropping *net, const float *x)
{
    float sum = 0;
    for (size_t i = 0; i < net->d; i++) {
        net->read[i] = x[i];
        if (net->train) {
            const int stays = random_uniform(net->rng) >= net->p;
            net->read[i] = stays ? x[i] / (1 - net->p) : 0;
        }
        sum += net->w[i] * net->read[i];
    }
    return 1 / (1 + expf(-sum));
}

/* Learn n examples, one after the other. */
static void learn(struct dropping *net, const float *x, const uint8_t *t,
                  size_t n)
{
    net->train = 1;
    for (size_t k = 0; k < n; k++) {
        const float error = answer(net, x + k * net->d) - t[k];
        for (size_t i = 0; i < net->d; i++) {
            net->w[i] -= 0.02f * error * net->read[i];
        }
    }
}

float my_still_dropping(struct dropping *net, const float *x,
                        const uint8_t *t, size_t learnt, size_t n)
{
    size_t right = 0;
    learn(net, x, t, learnt);
    net->p = 0;
    for (size_t k = learnt; k < n; k++) {
        right += (answer(net, x + k * net->d) > 0.5f) == t[k];
    }
    return (float)right / (float)(n - learnt);
}
