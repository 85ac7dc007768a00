// # Exercise: at how many places?
//
// A window of 3 rows slides down an image of 7 rows, 2 rows at a time. **At how
// many places of an image can a window stand?** Its first row can be row 0, 2 or 4
// of the image: at 3 places.
//
// With $H$ rows, a window of $FH$ rows, the stride $S$, and $P$ rows of zeros
// added at both ends:
//
// $$ OH = \left\lfloor \frac{H + 2P - FH}{S} \right\rfloor + 1 $$
//
// The brackets mean: rounded down. With $S = 3$ the example gives 2, and with
// $S = 3$ and $P = 1$ it gives 3.
//
// A window that is larger than the image with its zeros can stand nowhere:
// the answer is 0. `length` is $H$, `window` $FH$, `stride` $S$ and `pad`
// $P$. The stride is at least 1. A `size_t` cannot be negative.
#include "ch07.h"

size_t my_output_size(size_t length, size_t window, size_t stride, size_t pad)
{
    YOUR_CODE_HERE();
}
