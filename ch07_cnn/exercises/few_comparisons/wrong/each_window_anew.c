/* caught-by: few_comparisons/half_of_them */
#include "ch07.h"

void my_few_comparisons(const float *x, float *y, float *room, size_t H,
                        size_t W)
{
    const size_t OW = W - 2;
    for (size_t i = 0; i + 2 < H; i++) {
        for (size_t j = 0; j < OW; j++) {
            float most = x[i * W + j];
            for (size_t k = 1; k < 9; k++) {
                most = larger(most, x[(i + k / 3) * W + j + k % 3]);
            }
            y[i * OW + j] = most;
        }
    }
}
