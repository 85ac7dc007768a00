/* caught-by: batch_norm_forward/gamma_and_beta */
#include <math.h>

#include "ch06.h"

static float mean_of(const float *x, size_t n, size_t d)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i * d];
    }
    return sum / (float)n;
}

static float variance_of(const float *x, size_t n, size_t d, float mean)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (x[i * d] - mean) * (x[i * d] - mean);
    }
    return sum / (float)n;
}

static void train_feature(struct batch_norm *bn, const float *x, size_t n,
                          size_t d, size_t j)
{
    const float mean = mean_of(x + j, n, d);
    const float variance = variance_of(x + j, n, d, mean);
    bn->running_mean[j] = 0.9f * bn->running_mean[j] + 0.1f * mean;
    bn->running_var[j] = 0.9f * bn->running_var[j] + 0.1f * variance;
    bn->std[j] = sqrtf(variance + 1e-5f);
    for (size_t i = 0; i < n; i++) {
        bn->x_hat[i * d + j] = (x[i * d + j] - mean) / bn->std[j];
    }
}

void my_batch_norm_forward(struct batch_norm *bn, const float *x, float *y,
                           size_t n, size_t d, int train)
{
    for (size_t j = 0; j < d; j++) {
        if (train) {
            train_feature(bn, x, n, d, j);
        }
        const float mean = bn->running_mean[j];
        const float std = sqrtf(bn->running_var[j] + 1e-5f);
        for (size_t i = 0; i < n; i++) {
            const size_t k = i * d + j;
            const float x_hat = train ? bn->x_hat[k] : (x[k] - mean) / std;
            y[k] = x_hat + bn->beta[j];
        }
    }
}
