/* caught-by: all_slopes/zeros */
#include "ch05.h"

void my_all_slopes(const float *x, float *slope, size_t n)
{
    float all = 1;
    for (size_t i = 0; i < n; i++) {
        all = times(all, x[i]);
    }
    for (size_t i = 0; i < n; i++) {
        slope[i] = all / x[i];
    }
}
