// # Solution: two layers of your own
//
// What a row needs in both directions stands in one function: its mean, and what it
// is divided by.
#include <math.h>

#include "ch06.h"

struct row {
    double mean;
    double std;
};

static struct row measure(const double *x, size_t columns)
{
    double mean = 0, variance = 0;
    for (size_t j = 0; j < columns; j++) {
        mean += x[j] / (double)columns;
    }
    for (size_t j = 0; j < columns; j++) {
        variance += (x[j] - mean) * (x[j] - mean) / (double)columns;
    }
    return (struct row){mean, sqrt(variance + 1e-5)};
}

// $$ \hat x = \frac{x - \mu}{\sqrt{\sigma^2 + 10^{-5}}} \qquad
//    y = \gamma\, \hat x + \beta $$
void my_layer_norm(const double *x, const double *gamma, const double *beta,
                   double *y, size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++, x += columns, y += columns) {
        const struct row r = measure(x, columns);
        for (size_t j = 0; j < columns; j++) {
            y[j] = gamma[j] * (x[j] - r.mean) / r.std + beta[j];
        }
    }
}

// In batch normalization $\gamma$ is one number for all that is summed, and can
// be multiplied at the end. Here each place of a row has its own, so the
// two sums are of $g = \gamma\, dout$. From each row they go away, as there from each
// column.
//
// $$ dx = \frac{1}{s} \left( g - \frac{1}{n} \sum g
//    - \frac{\hat x}{n} \sum g\, \hat x \right) $$
static void row_backward(const double *x, const double *gamma,
                         const double *dout, double *dx, size_t columns)
{
    const struct row r = measure(x, columns);
    double sum = 0, along = 0;
    for (size_t j = 0; j < columns; j++) {
        const double x_hat = (x[j] - r.mean) / r.std;
        sum += gamma[j] * dout[j] / (double)columns;
        along += gamma[j] * dout[j] * x_hat / (double)columns;
    }
    for (size_t j = 0; j < columns; j++) {
        const double x_hat = (x[j] - r.mean) / r.std;
        dx[j] = (gamma[j] * dout[j] - sum - x_hat * along) / r.std;
    }
}

void my_layer_norm_backward(const double *x, const double *gamma,
                            const double *dout, double *dx, double *dgamma,
                            double *dbeta, size_t rows, size_t columns)
{
    for (size_t j = 0; j < columns; j++) {
        dgamma[j] = dbeta[j] = 0;
    }
    for (size_t i = 0; i < rows; i++) {
        const struct row r = measure(x + i * columns, columns);
        for (size_t j = 0; j < columns; j++) {
            const size_t k = i * columns + j;
            dbeta[j] += dout[k];
            dgamma[j] += dout[k] * (x[k] - r.mean) / r.std;
        }
        row_backward(x + i * columns, gamma, dout + i * columns,
                     dx + i * columns, columns);
    }
}

// ## GELU
//
// The probability $\Phi$ comes from the error function, and its slope is the bell
// curve $\varphi$. The product rule does the rest.
static double below(double x) { return 0.5 * erfc(-x / sqrt(2)); }

static double bell(double x)
{
    return exp(-x * x / 2) / sqrt(2 * 3.14159265358979323846);
}

void my_gelu(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = x[i] * below(x[i]);
    }
}

void my_gelu_backward(const double *x, const double *dout, double *dx,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        dx[i] = dout[i] * (below(x[i]) + x[i] * bell(x[i]));
    }
}

// [Batch normalization](../../batch_norm.c) needs a batch, and remembers a mean for the
// time when there is none. A row needs nobody else, so layer normalization does the
// same with one example as with a hundred, in training and afterwards.
