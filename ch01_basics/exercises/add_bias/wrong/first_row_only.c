/* caught-by: add_bias/by_hand add_bias/more_rows_than_columns */
#include "ch01.h"

void my_add_bias(float *x, const float *b, size_t rows, size_t cols)
{
    for (size_t j = 0; j < cols && rows > 0; j++) {
        x[j] += b[j];
    }
}
