#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(batch_norm_forward);

static float *filled(size_t n, float value)
{
    float *x = blank(n);
    for (size_t i = 0; i < n; i++) {
        x[i] = value;
    }
    return x;
}

/* As a training begins. */
static struct batch_norm layer(size_t n, size_t d)
{
    return (struct batch_norm){.gamma = filled(d, 1),
                               .beta = filled(d, 0),
                               .dgamma = filled(d, 55),
                               .dbeta = filled(d, 66),
                               .running_mean = filled(d, 0),
                               .running_var = filled(d, 1),
                               .x_hat = blank(n * d),
                               .std = blank(d)};
}

Test(batch_norm_forward, by_hand)
{
    const float x[] = {1, 7, 9, 15}, want[] = {-1.4f, -0.2f, 0.2f, 1.4f};
    struct batch_norm bn = layer(4, 1);
    float *y = blank(4);
    my_batch_norm_forward(&bn, guarded(x, 4), y, 4, 1, 1);
    expect_all_near(y, want, 4, 1e-5, "y");
    expect_all_near(bn.x_hat, want, 4, 1e-5, "x_hat");
    expect_all_near(bn.std, (const float[]){5}, 1, 1e-5, "std");
}

Test(batch_norm_forward, gamma_and_beta)
{
    const float x[] = {1, 0, 7, 20, 9, 0, 15, 20};
    const float want[] = {97.2f,  0.5f, 99.6f,  -1.5f,
                          100.4f, 0.5f, 102.8f, -1.5f};
    const float want_hat[] = {-1.4f, -1, -0.2f, 1, 0.2f, -1, 1.4f, 1};
    struct batch_norm bn = layer(4, 2);
    float *y = blank(8);
    bn.gamma = guarded((const float[]){2, -1}, 2);
    bn.beta = guarded((const float[]){100, -0.5f}, 2);
    my_batch_norm_forward(&bn, x, y, 4, 2, 1);
    expect_all_near(y, want, 8, 1e-5,
                    "with gamma = (2, -1) and beta = (100, -0.5), y");
    expect_all_near(bn.x_hat, want_hat, 8, 1e-5, "x_hat, before gamma, ");
}

Test(batch_norm_forward, columns_have_mean_0_and_variance_1)
{
    enum { N = 7, D = 3 };
    float x[N * D];
    uint64_t seed = 12;
    fill_with_noise(x, N * D, &seed);
    for (int i = 0; i < N * D; i++) {
        x[i] = 40 * x[i] + 5 * (float)(i % D);
    }
    struct batch_norm bn = layer(N, D);
    float *y = blank(N * D);
    my_batch_norm_forward(&bn, x, y, N, D, 1);
    for (int j = 0; j < D; j++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < N; i++) {
            sum += y[i * D + j];
            squares += (double)y[i * D + j] * (double)y[i * D + j];
        }
        expect_near(sum / N, 0, 1e-5, "the mean of column %d", j);
        expect_near(squares / N, 1, 1e-4, "the variance of column %d", j);
    }
    expect_guard(y, N * D, "y");
}

/* A column of equal numbers, and a batch of one, have the variance 0. */
Test(batch_norm_forward, equal_examples)
{
    const float x[] = {3, -4, 3, -4, 3, -4}, want[] = {0, 7, 0, 7, 0, 7};
    struct batch_norm bn = layer(3, 2);
    float *y = blank(6);
    bn.beta = guarded((const float[]){0, 7}, 2);
    my_batch_norm_forward(&bn, x, y, 3, 2, 1);
    expect_all_near(y, want, 6, 0, "of three equal examples, y");
    expect_near(bn.std[0], 0.0031622777, 1e-6, "of equal examples, std[0]");
    struct batch_norm one = layer(1, 2);
    one.beta = guarded((const float[]){0, 7}, 2);
    my_batch_norm_forward(&one, x, y, 1, 2, 1);
    expect_near(y[0], 0, 0, "of a batch of one example, y[0]");
    expect_near(y[1], 7, 0, "of a batch of one example, y[1]");
}

Test(batch_norm_forward, far_from_zero)
{
    const float x[] = {10000.25f, 10000.75f, 10000.75f, 10000.25f};
    const float want[] = {-1, 1, 1, -1};
    struct batch_norm bn = layer(4, 1);
    float *y = blank(4);
    my_batch_norm_forward(&bn, x, y, 4, 1, 1);
    expect_all_near(y, want, 4, 1e-3, "of 10000.25 and 10000.75, y");

    /* Here the mean is no float. */
    const float thirds[] = {1000.25f, 1000.75f, 1000.75f};
    const float want_thirds[] = {-1.41409f, 0.70704f, 0.70704f};
    my_batch_norm_forward(&bn, thirds, y, 3, 1, 1);
    expect_all_near(y, want_thirds, 3, 2e-3,
                    "of 1000.25 once and 1000.75 twice, y");
}

Test(batch_norm_forward, running_values)
{
    const float x[] = {1, -20, 7, 0, 9, 0, 15, -20};
    struct batch_norm bn = layer(4, 2);
    float *y = blank(8);
    bn.running_mean = guarded((const float[]){2, 0}, 2);
    my_batch_norm_forward(&bn, x, y, 4, 2, 1);
    expect_all_near(bn.running_mean, (const float[]){2.6f, -1}, 2, 1e-5,
                    "from (2, 0), with means of (8, -10), running_mean");
    expect_all_near(bn.running_var, (const float[]){3.4f, 10.9f}, 2, 1e-5,
                    "from (1, 1), with variances of (25, 100), running_var");
    my_batch_norm_forward(&bn, x, y, 4, 2, 1);
    expect_near(bn.running_mean[0], 3.14, 1e-5,
                "after the second batch, running_mean[0]");
    expect_near(bn.running_var[0], 5.56, 1e-5,
                "after the second batch, running_var[0]");
}

/* In an inference the batch has no influence, and leaves no trace. */
Test(batch_norm_forward, inference)
{
    const float x[] = {10, 3, 4, 3, -2, 103}, mean[] = {4, 3}, var[] = {9, 0};
    const float want[] = {5, 0.5f, 1, 0.5f, -3, 31623.2766f};
    struct batch_norm bn = layer(3, 2);
    float *y = blank(6);
    bn.gamma = guarded((const float[]){2, 1}, 2);
    bn.beta = guarded((const float[]){1, 0.5f}, 2);
    bn.running_mean = guarded(mean, 2);
    bn.running_var = guarded(var, 2);
    bn.x_hat = filled(6, 77);
    bn.std = filled(2, 88);
    my_batch_norm_forward(&bn, x, y, 3, 2, 0);
    expect_all_near(y, want, 6, 1e-5, "in an inference, y");
    expect_all_near(bn.running_mean, mean, 2, 0, "afterwards, running_mean");
    expect_all_near(bn.running_var, var, 2, 0, "afterwards, running_var");
    expect_near(bn.x_hat[5], 77, 0, "after an inference, x_hat[5]");
    expect_near(bn.std[1], 88, 0, "after an inference, std[1]");
}
