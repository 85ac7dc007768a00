// # Exercise: how wrong is an answer?
//
// To learn, a network must know how wrong it is. **How do two rows become one
// number that is 0 only if they are equal?** Square the differences, add them
// up, and take one half:
//
// $$ E = \frac{1}{2} \sum_k (y_k - t_k)^2 $$
//
// For $y = (0.6, 0.4)$ and $t = (1, 0)$ it is $(0.16 + 0.16) / 2 = 0.16$.
// Both have the shape $(n)$. The half is there because the square brings a
// factor 2 into the derivative, and the two cancel.
#include "ch04.h"

float my_sum_squared_error(const float *y, const float *t, size_t n)
{
    YOUR_CODE_HERE();
}
