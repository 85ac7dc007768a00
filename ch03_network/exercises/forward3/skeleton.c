// # Exercise: through three layers
//
// **What happens to two numbers on their way through a network?** Each layer
// is a product, a bias, and a bend. Here two layers bend with the sigmoid,
// and the last one does not bend, because its output is to be any number:
//
// $$ \begin{aligned}
//    z_1 &= \sigma(x W_1 + b_1) \\ z_2 &= \sigma(z_1 W_2 + b_2)
//    \\ y &= z_2 W_3 + b_3
//    \end{aligned} $$
//
// $x$ has 2 numbers, $z_1$ 3, $z_2$ 2, and $y$ 2. The structure `net3` in
// `ch03.h` holds the weights. With the numbers of the book, $x = (1, 0.5)$
// gives $y = (0.3168,\ 0.6963)$.
#include <math.h>

#include "ch03.h"

void my_forward3(const struct net3 *net, const float *x, float *y)
{
    YOUR_CODE_HERE();
}
