// # Exercise: an answer as a row
//
// A network answers with ten numbers, and the right answer is one number,
// such as 2. **How can one digit be compared with ten numbers?** The right
// class becomes a row with a single 1, as in [show_digits](../../show_digits.c). Such a
// row is called **one-hot** (独热编码):
//
// $$ 2 \;\to\; (0, 0, 1, 0, 0, 0, 0, 0, 0, 0) $$
//
// $t$ $(n)$ holds classes below `classes`, and $y$ has the shape
// $(n, classes)$. What stood in $y$ before must be gone.
#include "ch03.h"

void my_one_hot(const uint8_t *t, float *y, size_t n, size_t classes)
{
    YOUR_CODE_HERE();
}
