// # Solution: at how many places?
//
// The first place takes $FH$ rows. Of the rows that are left, each further
// place takes $S$. A subtraction of unsigned numbers must never go below 0:
// it would give a number of about $1.8 \cdot 10^{19}$. So the question
// whether the window fits comes first.
#include "ch07.h"

// $$ OH = \left\lfloor \frac{H + 2P - FH}{S} \right\rfloor + 1 $$
size_t my_output_size(size_t length, size_t window, size_t stride, size_t pad)
{
    const size_t padded = length + 2 * pad;
    if (window > padded) {
        return 0;
    }
    return (padded - window) / stride + 1;
}

// [output_size](../../output_size.c) draws the places, and the rows that no
// place sees. The library's [window](../../../common/tensor/window.c) stops the
// program if the window does not fit.
