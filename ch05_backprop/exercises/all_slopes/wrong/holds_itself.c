/* caught-by: all_slopes/four_numbers all_slopes/one_and_two */
#include "ch05.h"

void my_all_slopes(const float *x, float *slope, size_t n)
{
    float before = 1, behind = 1;
    for (size_t i = 0; i < n; i++) {
        before = times(before, x[i]);
        slope[i] = before;
    }
    for (size_t i = n; i-- > 0;) {
        slope[i] = times(slope[i], behind);
        behind = times(behind, x[i]);
    }
}
