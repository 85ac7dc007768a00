#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(batch_norm_backward);

/* A layer after its forward walk; the running values play no part. */
static struct batch_norm layer(const float *gamma, const float *x_hat,
                               const float *std, size_t n, size_t d)
{
    return (struct batch_norm){.gamma = guarded(gamma, d),
                               .dgamma = blank(d),
                               .dbeta = blank(d),
                               .x_hat = guarded(x_hat, n * d),
                               .std = guarded(std, d)};
}

Test(batch_norm_backward, by_hand)
{
    const float gamma[] = {6}, x_hat[] = {-1, -1, 1, 1}, std[] = {2};
    const float dout[] = {4, 0, 0, 0}, want[] = {6, -6, 0, 0};
    struct batch_norm bn = layer(gamma, x_hat, std, 4, 1);
    float *dx = blank(4);
    my_batch_norm_backward(&bn, guarded(dout, 4), dx, 4, 1);
    expect_all_near(bn.dbeta, (const float[]){4}, 1, 0, "dbeta");
    expect_all_near(bn.dgamma, (const float[]){-4}, 1, 0, "dgamma");
    expect_all_near(dx, want, 4, 1e-6, "dx");
}

enum { N = 5, D = 3 };

static void normalize(const double *x, double *x_hat, double *std)
{
    for (int j = 0; j < D; j++) {
        double mean = 0, variance = 0;
        for (int i = 0; i < N; i++) {
            mean += x[i * D + j] / N;
        }
        for (int i = 0; i < N; i++) {
            variance += pow(x[i * D + j] - mean, 2) / N;
        }
        std[j] = sqrt(variance + 1e-5);
        for (int i = 0; i < N; i++) {
            x_hat[i * D + j] = (x[i * D + j] - mean) / std[j];
        }
    }
}

/* The sum of all dout y. */
static double loss(const double *x, const float *gamma, const float *beta,
                   const float *dout)
{
    double sum = 0, x_hat[N * D], std[D];
    normalize(x, x_hat, std);
    for (int k = 0; k < N * D; k++) {
        sum += dout[k] * (gamma[k % D] * x_hat[k] + beta[k % D]);
    }
    return sum;
}

/* Each number of x is moved, and the loss is asked. */
Test(batch_norm_backward, as_measured)
{
    const float gamma[D] = {1.5f, -2, 0.25f}, beta[D] = {3, 0, -1};
    const double h = 1e-4;
    double x[N * D], hat[N * D], s[D];
    float dout[N * D], x_hat[N * D], std[D], want[N * D];
    uint64_t seed = 6;
    fill_with_noise(dout, N * D, &seed);
    for (int k = 0; k < N * D; k++) {
        x[k] = 2 * (double)noise(&seed) + k % D;
    }
    normalize(x, hat, s);
    for (int k = 0; k < N * D; k++) {
        const double old = x[k];
        x_hat[k] = (float)hat[k];
        std[k % D] = (float)s[k % D];
        x[k] = old + h;
        const double above = loss(x, gamma, beta, dout);
        x[k] = old - h;
        want[k] = (float)((above - loss(x, gamma, beta, dout)) / (2 * h));
        x[k] = old;
    }
    struct batch_norm bn = layer(gamma, x_hat, std, N, D);
    float *dx = blank(N * D);
    my_batch_norm_backward(&bn, dout, dx, N, D);
    expect_all_near(dx, want, N * D, 1e-5, "of 5 x 3, dx");
    expect_guard(bn.dgamma, D, "dgamma");
    expect_guard(bn.dbeta, D, "dbeta");
}

/* To move all examples together changes nothing. */
Test(batch_norm_backward, columns_add_up_to_zero)
{
    const float gamma[] = {1, 3}, std[] = {0.5f, 2};
    const float x_hat[] = {-1, 1, 1, -1, -1, -1, 1, 1};
    const float dout[] = {1, 2, 3, 4, 5, 6, 7, -8};
    struct batch_norm bn = layer(gamma, x_hat, std, 4, 2);
    float *dx = blank(8);
    my_batch_norm_backward(&bn, dout, dx, 4, 2);
    for (int j = 0; j < 2; j++) {
        expect_near(dx[j] + dx[j + 2] + dx[j + 4] + dx[j + 6], 0, 1e-5,
                    "the sum of column %d of dx", j);
    }
    expect_all_near(bn.dbeta, (const float[]){16, 4}, 2, 0, "dbeta");
    expect_all_near(bn.dgamma, (const float[]){4, -16}, 2, 0, "dgamma");
}

/* One example is its own mean, so its size has no influence. */
Test(batch_norm_backward, one_example)
{
    const float gamma[] = {1, 2}, std[] = {0.0031622777f, 0.0031622777f};
    const float x_hat[] = {0, 0}, dout[] = {5, -7};
    struct batch_norm bn = layer(gamma, x_hat, std, 1, 2);
    float *dx = blank(2);
    my_batch_norm_backward(&bn, dout, dx, 1, 2);
    expect_all_near(dx, x_hat, 2, 0, "of one example, dx");
    expect_all_near(bn.dbeta, dout, 2, 0, "of one example, dbeta");
    expect_all_near(bn.dgamma, x_hat, 2, 0, "of one example, dgamma");
}

Test(batch_norm_backward, twice_is_the_same)
{
    const float gamma[] = {6}, x_hat[] = {-1, 1}, std[] = {2};
    const float dout[] = {4, 0};
    struct batch_norm bn = layer(gamma, x_hat, std, 2, 1);
    float *dx = blank(2);
    my_batch_norm_backward(&bn, dout, dx, 2, 1);
    my_batch_norm_backward(&bn, dout, dx, 2, 1);
    expect_near(bn.dbeta[0], 4, 0, "after the second call, dbeta[0]");
    expect_near(bn.dgamma[0], -4, 0, "after the second call, dgamma[0]");
    expect_all_near(dx, (const float[]){0, 0}, 2, 0,
                    "after the second call, dx");
}
