// # Exercise: the dot product
//
// Nearly all that a network computes is this one operation. **How do two rows
// of numbers become one number?** Multiply in pairs and add up, as
// [vectors](../../vectors.c) does: for $a = (1, 2, 3)$ and $b = (4, 5, 6)$ it is
// $4 + 10 + 18 = 32$.
//
// $$ a \cdot b = \sum_{i=0}^{n-1} a_i b_i $$
//
// $a$ and $b$ have the shape $(n)$. With $n = 0$ there is nothing to add.
#include "ch01.h"

float my_dot(const float *a, const float *b, size_t n)
{
    YOUR_CODE_HERE();
}
