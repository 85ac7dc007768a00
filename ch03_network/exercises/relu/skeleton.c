// # Exercise: the rectified linear unit
//
// Of the curves of [activations](../../activations.c), most networks today use one
// that is simpler than the sigmoid. **What if everything negative becomes 0, and the
// rest stays?**
//
// $$ h(x) = \max(0, x) $$
//
// From $(-2, 0, 3)$ it makes $(0, 0, 3)$. $x$ and $y$ have the shape $(n)$;
// they may be the same array. A number that is not a number (`NAN`) must stay
// one: it is a sign of trouble, and nobody should hide it.
#include "ch03.h"

void my_relu(const float *x, float *y, size_t n)
{
    YOUR_CODE_HERE();
}
