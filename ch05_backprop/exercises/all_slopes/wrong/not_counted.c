/* caught-by: all_slopes/few_multiplications */
#include "ch05.h"

void my_all_slopes(const float *x, float *slope, size_t n)
{
    float before = 1, behind = 1;
    for (size_t i = 0; i < n; i++) {
        slope[i] = before;
        before *= x[i];
    }
    for (size_t i = n; i-- > 0;) {
        slope[i] *= behind;
        behind *= x[i];
    }
}
