/* caught-by: transpose/by_hand transpose/twice_is_nothing */
#include "ch01.h"

void my_transpose(const float *a, float *t, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            t[i * n + j] = a[i * n + j];
        }
    }
}
