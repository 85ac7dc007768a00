/* caught-by: own_layers/any_size */
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
    return (struct row){mean, sqrt(variance)};
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

void my_layer_norm_backward(const double *x, const double *gamma,
                            const double *dout, double *dx, double *dgamma,
                            double *dbeta, size_t rows, size_t columns)
{
    YOUR_CODE_HERE();
}

void my_gelu(const double *x, double *y, size_t n) { YOUR_CODE_HERE(); }

void my_gelu_backward(const double *x, const double *dout, double *dx,
                      size_t n)
{
    YOUR_CODE_HERE();
}
