/* caught-by: relu/by_hand */
#include "ch03.h"

void my_relu(const float *x, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = x[i] <= 0 ? x[i] : 0;
    }
}
