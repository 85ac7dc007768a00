/* caught-by: own_layers/back_to_the_row */
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

static void row_backward(const double *x, const double *gamma,
                         const double *dout, double *dx, size_t columns)
{
    const struct row r = measure(x, columns);
    double sum = 0, along = 0;
    for (size_t j = 0; j < columns; j++) {
        const double x_hat = (x[j] - r.mean) / r.std;
        sum += dout[j] / (double)columns;
        along += dout[j] * x_hat / (double)columns;
    }
    for (size_t j = 0; j < columns; j++) {
        const double x_hat = (x[j] - r.mean) / r.std;
        dx[j] = gamma[j] * (dout[j] - sum - x_hat * along) / r.std;
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

void my_gelu(const double *x, double *y, size_t n) { YOUR_CODE_HERE(); }

void my_gelu_backward(const double *x, const double *dout, double *dx,
                      size_t n)
{
    YOUR_CODE_HERE();
}
