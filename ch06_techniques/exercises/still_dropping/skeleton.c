// # Exercise: find the bug: a network that is never quite awake
//
// A neuron learns with [dropout](../dropout/skeleton.c): half of what it
// reads is dropped in each step of learning, drawn anew every time. Then it
// is asked about examples that it has not seen. It reaches about 90 of 100,
// and each time a little more or less, although nothing is learnt any more.
// **Why does the same network give two answers to the same question?** It
// should be right in 95 or more.
//
// Mend the program; at most 8 words and signs may change. It must still drop
// while it learns, and keep its probability $p$. `struct dropping` stands in
// `ch06.h`. $x$ has the shape $(n, d)$ and $t$ $(n)$. The first `learnt` of
// the examples are for learning.
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
    for (size_t k = learnt; k < n; k++) {
        right += (answer(net, x + k * net->d) > 0.5f) == t[k];
    }
    return (float)right / (float)(n - learnt);
}
