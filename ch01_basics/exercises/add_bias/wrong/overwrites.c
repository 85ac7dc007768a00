/* caught-by: add_bias/by_hand */
#include "ch01.h"

void my_add_bias(float *x, const float *b, size_t rows, size_t cols)
{
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < cols; j++) {
            x[i * cols + j] = b[j];
        }
    }
}
