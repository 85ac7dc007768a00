// # Exercise: find the bug: filters that learn from the wrong patch
//
// Images show a short line, lying or standing, somewhere among noise. Four
// filters of $3 \times 3$ look for it. Each of them keeps the best place that
// it finds, and a neuron reads what the four have found there:
//
// $$ s = b + \sum_f v_f \max_{i, j} \sum_{k} w_{fk}\, x_{(i, j), k} $$
//
// Only the best place gets a gradient: that of $w_f$ is the patch there,
// times $v_f$ and the gradient of $s$. This should soon tell lying from
// standing. Yet the filters do not become better than the noise with which
// they began. **From which numbers do these filters learn?**
//
// Mend the program; at most 4 words and signs may change. `struct finder`
// stands in `ch07.h`. $x$ has the shape $(n, H, W)$, and $t$ $(n)$.
#include <math.h>

#include "ch07.h"

enum { FILTERS = 4, SIDE = 3 };

/* What a filter says of the patch that begins at x, in rows of W. */
static float filtered(const float *w, const float *x, size_t W)
{
    float sum = 0;
    for (size_t k = 0; k < SIDE * SIDE; k++) {
        sum += w[k] * x[k / SIDE * W + k % SIDE];
    }
    return sum;
}

/* The most that a filter finds in the image x, and in which place. */
static float best(const float *w, const float *x, size_t H, size_t W,
                  size_t *place)
{
    const size_t OH = H - SIDE + 1, OW = W - SIDE + 1;
    float most = -INFINITY;
    for (size_t i = 0; i < OH; i++) {
        for (size_t j = 0; j < OW; j++) {
            const float here = filtered(w, x + i * W + j, W);
            if (here > most) {
                most = here;
                *place = i * OW + j;
            }
        }
    }
    return most;
}

/* The probability of class 1; found and place become what filters find. */
static float answer(const struct finder *net, const float *x, size_t H,
                    size_t W, float *found, size_t *place)
{
    float sum = net->b;
    for (size_t f = 0; f < FILTERS; f++) {
        found[f] = best(net->w[f], x, H, W, &place[f]);
        sum += net->v[f] * found[f];
    }
    return 1 / (1 + expf(-sum));
}

static void learn(struct finder *net, const float *x, float t, size_t H,
                  size_t W)
{
    const float lr = 0.02f;
    float found[FILTERS];
    size_t place[FILTERS];
    const float error = answer(net, x, H, W, found, place) - t;
    for (size_t f = 0; f < FILTERS; f++) {
        const float *patch = x + place[f], v = net->v[f];
        net->v[f] -= lr * error * found[f];
        for (size_t k = 0; k < SIDE * SIDE; k++) {
            net->w[f][k] -= lr * error * v * patch[k / SIDE * W + k % SIDE];
        }
    }
    net->b -= lr * error;
}

float my_wrong_patch(struct finder *net, const float *x, const uint8_t *t,
                     size_t n, size_t H, size_t W, size_t epochs)
{
    float found[FILTERS];
    size_t place[FILTERS], right = 0;
    for (size_t i = 0; i < epochs * n; i++) {
        learn(net, x + i % n * H * W, t[i % n], H, W);
    }
    for (size_t i = 0; i < n; i++) {
        right +=
            (answer(net, x + i * H * W, H, W, found, place) > 0.5f) == t[i];
    }
    return (float)right / (float)n;
}
