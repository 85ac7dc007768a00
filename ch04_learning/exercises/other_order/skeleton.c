// # Exercise: find the bug: a new order for every epoch
//
// A perceptron learns examples of two classes, which lie well apart. Before
// each epoch the examples are put into another order. It should know nearly
// all of them after a few epochs. Yet it knows half of them, which is what a
// coin would reach. Without the new order it learns at once. **What does the
// new order destroy?**
//
// Mend the program; at most 30 words and signs may change or be added: the
// test counts them. The order must still change before each epoch. $x$ has
// the shape $(n, d)$, the classes $t$ have $(n)$. `random_below(rng, m)` draws a number from 0 to $m - 1$.
#include "ch04.h"

/* Put the n examples into an order that is drawn at random. */
static void shuffle(float *x, uint8_t *t, size_t n, size_t d, uint64_t *rng)
{
    for (size_t i = n - 1; i > 0; i--) {
        const size_t j = random_below(rng, (uint32_t)i + 1);
        for (size_t k = 0; k < d; k++) {
            const float old = x[i * d + k];
            x[i * d + k] = x[j * d + k];
            x[j * d + k] = old;
        }
    }
}

static int answer(const float *w, float b, const float *x, size_t d)
{
    float sum = b;
    for (size_t k = 0; k < d; k++) {
        sum += w[k] * x[k];
    }
    return sum > 0;
}

float my_other_order(float *w, float *b, float *x, uint8_t *t, size_t n,
                     size_t d, size_t epochs, uint64_t *rng)
{
    for (size_t epoch = 0; epoch < epochs; epoch++) {
        shuffle(x, t, n, d, rng);
        for (size_t i = 0; i < n; i++) {
            const float error = (float)(t[i] - answer(w, *b, x + i * d, d));
            for (size_t k = 0; k < d; k++) {
                w[k] += 0.1f * error * x[i * d + k];
            }
            *b += 0.1f * error;
        }
    }
    size_t right = 0;
    for (size_t i = 0; i < n; i++) {
        right += answer(w, *b, x + i * d, d) == t[i];
    }
    return (float)right / (float)n;
}
