/* caught-by: matmul/by_hand */
#include "ch01.h"

void my_matmul(const float *a, const float *b, float *c, size_t m, size_t k,
               size_t n)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            float sum = 0;
            for (size_t l = 0; l < k; l++) {
                sum = a[i * k + l] * b[l * n + j];
            }
            c[i * n + j] = sum;
        }
    }
}
