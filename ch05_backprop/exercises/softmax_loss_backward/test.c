#include <math.h>

#include "ch05.h"
#include "exercise_test.h"

EXERCISE(softmax_loss_backward);

enum { BATCH = 3, CLASSES = 5 };

static void softmax(const double *x, double *y)
{
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
        y[k] = exp(x[k]);
        sum += y[k];
    }
    for (int k = 0; k < CLASSES; k++) {
        y[k] /= sum;
    }
}

/* The mean cross-entropy of the scores x. */
static double loss(const double *x, const uint8_t *t)
{
    double sum = 0, y[CLASSES];
    for (int n = 0; n < BATCH; n++) {
        softmax(x + n * CLASSES, y);
        sum -= log(y[t[n]]);
    }
    return sum / BATCH;
}

Test(softmax_loss_backward, by_hand)
{
    const float y[] = {0.2f, 0.7f, 0.1f}, want[] = {-0.8f, 0.7f, 0.1f};
    const uint8_t t[] = {0};
    float *dx = blank(3);
    my_softmax_loss_backward(y, t, dx, 1, 3);
    expect_all_near(dx, want, 3, 1e-6, "of one example, dx");
}

Test(softmax_loss_backward, shared_by_the_batch)
{
    const float y[] = {0.2f, 0.8f, 0.4f, 0.6f, 0.9f, 0.1f, 0.5f, 0.5f};
    const float want[] = {0.05f,   -0.05f, 0.1f,    -0.1f,
                          -0.025f, 0.025f, -0.125f, 0.125f};
    const uint8_t t[] = {1, 1, 0, 0};
    float *dx = blank(8);
    my_softmax_loss_backward(y, t, dx, 4, 2);
    expect_all_near(dx, want, 8, 1e-6, "of 4 examples, dx");
}

/* Each score is moved, and the loss is asked. */
Test(softmax_loss_backward, as_measured)
{
    const double h = 1e-4;
    const uint8_t t[BATCH] = {4, 0, 2};
    double x[BATCH * CLASSES], probability[BATCH * CLASSES];
    float y[BATCH * CLASSES], want[BATCH * CLASSES];
    uint64_t seed = 5;
    for (int i = 0; i < BATCH * CLASSES; i++) {
        x[i] = 3 * (double)noise(&seed);
    }
    for (int n = 0; n < BATCH; n++) {
        softmax(x + n * CLASSES, probability + n * CLASSES);
    }
    for (int i = 0; i < BATCH * CLASSES; i++) {
        y[i] = (float)probability[i];
        const double old = x[i];
        x[i] = old + h;
        const double above = loss(x, t);
        x[i] = old - h;
        want[i] = (float)((above - loss(x, t)) / (2 * h));
        x[i] = old;
    }
    float *dx = blank(BATCH * CLASSES);
    my_softmax_loss_backward(y, t, dx, BATCH, CLASSES);
    expect_all_near(dx, want, BATCH * CLASSES, 1e-5, "of 3 x 5, dx");
}

/* What the right class gains is what the others lose. */
Test(softmax_loss_backward, rows_add_up_to_zero)
{
    const float y[] = {0.5f, 0.25f, 0.125f, 0.125f, 0.0f, 0.0f, 1.0f, 0.0f};
    const uint8_t t[] = {3, 2};
    float *dx = blank(8);
    my_softmax_loss_backward(y, t, dx, 2, 4);
    for (int n = 0; n < 2; n++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            sum += dx[n * 4 + k];
        }
        expect_near(sum, 0, 1e-6, "the sum of row %d of dx", n);
    }
    const float nothing[] = {0, 0, 0, 0};
    expect_all_near(dx + 4, nothing, 4, 0,
                    "of an answer that is sure and right, dx");
    expect_guard(dx, 8, "dx");
}

Test(softmax_loss_backward, one_class)
{
    const float y[] = {1}, want[] = {0};
    const uint8_t t[] = {0};
    float *dx = blank(1);
    my_softmax_loss_backward(y, t, dx, 1, 1);
    expect_all_near(dx, want, 1, 0, "of one example and one class, dx");
}
