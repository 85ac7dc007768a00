/* caught-by: own_layers/normalizes_each_row */
#include <math.h>

#include "ch06.h"

void my_layer_norm(const double *x, const double *gamma, const double *beta,
                   double *y, size_t rows, size_t columns)
{
    for (size_t j = 0; j < columns; j++) {
        double mean = 0, variance = 0;
        for (size_t i = 0; i < rows; i++) {
            mean += x[i * columns + j] / (double)rows;
        }
        for (size_t i = 0; i < rows; i++) {
            variance += pow(x[i * columns + j] - mean, 2) / (double)rows;
        }
        for (size_t i = 0; i < rows; i++) {
            const size_t k = i * columns + j;
            y[k] = gamma[j] * (x[k] - mean) / sqrt(variance + 1e-5) + beta[j];
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
