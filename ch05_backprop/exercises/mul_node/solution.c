// # Solution: back through a product
//
// If $x$ rises by 1, then $xy$ rises by $y$: the slope of one factor is the
// other factor. So the two inputs change places on the way back.
//
// $$ dx = dout \cdot y, \qquad dy = dout \cdot x $$
#include "ch05.h"

void my_mul_node(float x, float y, float dout, float *dx, float *dy)
{
    *dx = dout * y;
    *dy = dout * x;
}

// [buy_apple](../../buy_apple.c) is made of two such nodes.
