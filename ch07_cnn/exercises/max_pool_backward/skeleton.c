// # Exercise: max pooling, backwards
//
// A window kept its largest number and forgot the others. **Which number of a
// window gets the gradient?** Only the number that was kept: a small change of any
// other does not change the result. And if several windows kept the same number, it
// gets what comes from all of them:
//
// $$ dx_k = \sum_{p:\ place_p = k} dout_p $$
//
// Let `place` be $(4, 3, 4)$ and $dout$ $(10, 20, 5)$. Then $dx_4 = 15$,
// $dx_3 = 20$, and all others are 0.
//
// $dout$ and `place` have the shape $(N, C, OH, OW)$, and $dx$ has
// $(N, C, H, W)$. `place` is what your max pooling wrote: indices in the
// whole of $x$, and so of $dx$. What $dx$ held before does not count.
#include "ch07.h"

void my_max_pool_backward(const float *dout, const uint32_t *place, float *dx,
                          const struct sliding *s)
{
    YOUR_CODE_HERE();
}
