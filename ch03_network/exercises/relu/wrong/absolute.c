/* caught-by: relu/by_hand relu/in_place */
#include <math.h>

#include "ch03.h"

void my_relu(const float *x, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = fabsf(x[i]);
    }
}
