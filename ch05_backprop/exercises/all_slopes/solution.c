// # Solution: all slopes for the price of one
//
// On the way forwards each place gets the product of all numbers before it.
// On the way back `behind` is the product of all behind it. The two are all
// others. These are $3n$ multiplications, or fewer if those by 1 are left
// out.
//
// Backpropagation does the same with layers: forwards it keeps what each
// layer was given, and the number that walks back is `dout`.
#include "ch05.h"

void my_all_slopes(const float *x, float *slope, size_t n)
{
    float before = 1, behind = 1;
    for (size_t i = 0; i < n; i++) {
        slope[i] = before;
        before = times(before, x[i]);
    }
    for (size_t i = n; i-- > 0;) {
        slope[i] = times(slope[i], behind);
        behind = times(behind, x[i]);
    }
}
