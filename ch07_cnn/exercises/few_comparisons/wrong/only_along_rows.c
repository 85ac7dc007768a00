/* caught-by: few_comparisons/three_rows */
#include "ch07.h"

void my_few_comparisons(const float *x, float *y, float *room, size_t H,
                        size_t W)
{
    const size_t OW = W - 2;
    for (size_t i = 0; i + 2 < H; i++) {
        for (size_t j = 0; j < OW; j++) {
            const float *at = x + i * W + j;
            y[i * OW + j] = larger(larger(at[0], at[1]), at[2]);
        }
    }
}
