/* caught-by: all_slopes/four_numbers all_slopes/one_and_two */
#include "ch05.h"

void my_all_slopes(const float *x, float *slope, size_t n)
{
    float before = 1;
    for (size_t i = 0; i < n; i++) {
        slope[i] = before;
        before = times(before, x[i]);
    }
}
