/* caught-by: all_slopes/few_multiplications */
#include "ch05.h"

void my_all_slopes(const float *x, float *slope, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        slope[i] = 1;
        for (size_t j = 0; j < n; j++) {
            if (j != i) {
                slope[i] = times(slope[i], x[j]);
            }
        }
    }
}
