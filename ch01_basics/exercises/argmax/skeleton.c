// # Exercise: where the largest number stands
//
// A network answers with ten scores, and its answer is the digit with the
// largest. **At which place does the largest number stand?** In
// $(0.1,\ 0.7,\ 0.2)$ the largest number stands at place 1. That is the
// *argmax*:
//
// $$ \operatorname{argmax}(x) = \text{the } i \text{ with the largest } x_i $$
//
// $x$ has the shape $(n)$, with $n \ge 1$. If several numbers are equal and
// largest, the answer is the first of their places.
#include "ch01.h"

size_t my_argmax(const float *x, size_t n)
{
    YOUR_CODE_HERE();
}
