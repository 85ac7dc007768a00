// # Solution: the matrix product
//
// One sum for each place of $c$. Because the sum begins at 0 in a variable of
// its own, it does not matter what stood in $c$.
#include "ch01.h"

// $$ c_{ij} = \sum_{l=0}^{k-1} a_{il}\, b_{lj} $$
void my_matmul(const float *a, const float *b, float *c, size_t m, size_t k,
               size_t n)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            float sum = 0;
            for (size_t l = 0; l < k; l++) {
                sum += a[i * k + l] * b[l * n + j];
            }
            c[i * n + j] = sum;
        }
    }
}

// The inner loop walks down a column of $b$ and jumps $n$ numbers each time.
// In another order of the three loops all numbers are read side by side:
// [matrix_speed](../../matrix_speed.c) measures how much that is worth.
