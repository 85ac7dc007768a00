#include "ch05_test.h"

EXERCISE(two_layer);

/* A network whose weights lie behind each other in `weights`: w1 b1 w2 b2. */
static struct two_layer network(size_t in, size_t hidden, size_t classes,
                                size_t batch, const float *weights)
{
    const float *b1 = weights + in * hidden, *w2 = b1 + hidden,
                *b2 = w2 + hidden * classes;
    return (struct two_layer){.in = in,
                              .hidden = hidden,
                              .classes = classes,
                              .w1 = guarded(weights, in * hidden),
                              .b1 = guarded(b1, hidden),
                              .w2 = guarded(w2, hidden * classes),
                              .b2 = guarded(b2, classes),
                              .dw1 = blank(in * hidden),
                              .db1 = blank(hidden),
                              .dw2 = blank(hidden * classes),
                              .db2 = blank(classes),
                              .z = blank(batch * hidden),
                              .y = blank(batch * classes),
                              .dz = blank(batch * hidden),
                              .dy = blank(batch * classes),
                              .dx = blank(batch * in)};
}

static void expect_rooms(const struct two_layer *net, size_t batch)
{
    expect_guard(net->z, batch * net->hidden, "z");
    expect_guard(net->y, batch * net->classes, "y");
    expect_guard(net->dz, batch * net->hidden, "dz");
    expect_guard(net->dy, batch * net->classes, "dy");
    expect_guard(net->dx, batch * net->in, "dx");
}

Test(two_layer, by_hand)
{
    const float weights[] = {0, 0, 2, -2, -1, 1}, x[] = {3};
    const float want_dw2[] = {-0.25f, 0.25f}, want_db2[] = {-0.5f, 0.5f};
    const uint8_t t[] = {0};
    struct two_layer net = network(1, 1, 2, 1, weights);
    my_two_layer(&net, x, t, 1);
    expect_all_near(net.dw2, want_dw2, 2, 1e-6, "dw2");
    expect_all_near(net.db2, want_db2, 2, 1e-6, "db2");
    expect_all_near(net.dw1, (const float[]){-1.5f}, 1, 1e-6, "dw1");
    expect_all_near(net.db1, (const float[]){-0.5f}, 1, 1e-6, "db1");
    expect_rooms(&net, 1);
}

enum {
    BATCH = 7,
    IN = 3,
    HIDDEN = 5,
    CLASSES = 4,
    W1 = 0,
    B1 = W1 + IN * HIDDEN,
    W2 = B1 + HIDDEN,
    B2 = W2 + HIDDEN * CLASSES,
    ALL = B2 + CLASSES
};

/* The mean cross-entropy, for all weights in one row. */
static double loss(const double *w, const float *x, const uint8_t *t)
{
    double loss = 0;
    for (int n = 0; n < BATCH; n++) {
        double z[HIDDEN], score[CLASSES], sum = 0;
        for (int j = 0; j < HIDDEN; j++) {
            double a = w[B1 + j];
            for (int i = 0; i < IN; i++) {
                a += x[n * IN + i] * w[W1 + i * HIDDEN + j];
            }
            z[j] = 1 / (1 + exp(-a));
        }
        for (int k = 0; k < CLASSES; k++) {
            score[k] = w[B2 + k];
            for (int j = 0; j < HIDDEN; j++) {
                score[k] += z[j] * w[W2 + j * CLASSES + k];
            }
            sum += exp(score[k]);
        }
        loss -= (score[t[n]] - log(sum)) / BATCH;
    }
    return loss;
}

/* The gradient of all weights in one row, measured. */
static void measure(const float *weights, float *slope, const float *x,
                    const uint8_t *t)
{
    const double h = 1e-4;
    double w[ALL];
    for (int i = 0; i < ALL; i++) {
        w[i] = weights[i];
    }
    for (int i = 0; i < ALL; i++) {
        const double old = w[i];
        w[i] = old + h;
        const double above = loss(w, x, t);
        w[i] = old - h;
        slope[i] = (float)((above - loss(w, x, t)) / (2 * h));
        w[i] = old;
    }
}

static const uint8_t answers[BATCH] = {3, 0, 1, 2, 3, 3, 1};

Test(two_layer, as_measured)
{
    float weights[ALL], slope[ALL], x[BATCH * IN];
    uint64_t seed = 8;
    fill_with_noise(weights, ALL, &seed);
    fill_with_noise(x, BATCH * IN, &seed);
    measure(weights, slope, x, answers);
    struct two_layer net = network(IN, HIDDEN, CLASSES, BATCH, weights);
    my_two_layer(&net, guarded(x, BATCH * IN), answers, BATCH);
    expect_all_near(net.dw2, slope + W2, HIDDEN * CLASSES, 2e-6, "dw2");
    expect_all_near(net.db2, slope + B2, CLASSES, 2e-6, "db2");
    expect_all_near(net.dw1, slope + W1, IN * HIDDEN, 2e-6, "dw1");
    expect_all_near(net.db1, slope + B1, HIDDEN, 2e-6, "db1");
    expect_rooms(&net, BATCH);
}

/* To find a gradient is one thing, to make a step another. */
Test(two_layer, weights_stay)
{
    float weights[ALL], x[BATCH * IN];
    uint64_t seed = 9;
    fill_with_noise(weights, ALL, &seed);
    fill_with_noise(x, BATCH * IN, &seed);
    struct two_layer net = network(IN, HIDDEN, CLASSES, BATCH, weights);
    my_two_layer(&net, x, answers, BATCH);
    expect_all_near(net.w1, weights + W1, IN * HIDDEN, 0, "afterwards, w1");
    expect_all_near(net.b1, weights + B1, HIDDEN, 0, "afterwards, b1");
    expect_all_near(net.w2, weights + W2, HIDDEN * CLASSES, 0,
                    "afterwards, w2");
    expect_all_near(net.b2, weights + B2, CLASSES, 0, "afterwards, b2");
}

/* Points of a square: is one inside a circle? No straight line parts them, so
   that the hidden layer must learn as well. */
Test(two_layer, learns_a_circle)
{
    enum { POINTS = 60, NEURONS = 8, STEPS = 200 };
    const float lr = 3;
    float weights[2 * NEURONS + NEURONS + NEURONS * 2 + 2], x[POINTS * 2];
    uint8_t t[POINTS];
    uint64_t seed = 4;
    fill_with_noise(x, POINTS * 2, &seed);
    fill_with_noise(weights, sizeof weights / sizeof *weights, &seed);
    for (int n = 0; n < POINTS; n++) {
        t[n] = x[2 * n] * x[2 * n] + x[2 * n + 1] * x[2 * n + 1] > 0.5f;
    }
    for (int i = 0; i < 2 * NEURONS; i++) {
        weights[i] *= 3;
    }
    struct two_layer net = network(2, NEURONS, 2, POINTS, weights);
    for (int i = 0; i < STEPS; i++) {
        my_two_layer(&net, x, t, POINTS);
        step(net.w1, net.dw1, 2 * NEURONS, lr);
        step(net.b1, net.db1, NEURONS, lr);
        step(net.w2, net.dw2, NEURONS * 2, lr);
        step(net.b2, net.db2, 2, lr);
    }
    affine_forward(x, net.w1, net.b1, net.z, POINTS, 2, NEURONS);
    sigmoid_forward(net.z, net.z, POINTS * NEURONS);
    affine_forward(net.z, net.w2, net.b2, net.y, POINTS, NEURONS, 2);
    int right = 0;
    for (int n = 0; n < POINTS; n++) {
        right += (net.y[2 * n + 1] > net.y[2 * n]) == t[n];
    }
    expect(right >= POINTS * 8 / 10,
           "after 200 steps %d of 60 answers are right, but 48 or more are "
           "expected",
           right);
}
