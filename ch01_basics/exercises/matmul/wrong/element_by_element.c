/* caught-by: matmul/by_hand matmul/old_contents_are_gone */
#include "ch01.h"

void my_matmul(const float *a, const float *b, float *c, size_t m, size_t k,
               size_t n)
{
    for (size_t i = 0; i < m * n; i++) {
        c[i] = a[i % (m * k)] * b[i % (k * n)];
    }
}
