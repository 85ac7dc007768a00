// # Exercise: neurons that stay away
//
// A network with many weights learns a small training set by heart. **What if a
// part of a network's neurons were missing in every step, and nobody knew which?**
// In training each number is dropped with the probability $p$. What stays is made
// larger, so that the sum stays about the same (N. Srivastava and others, 2014):
//
// $$ x \leftarrow \begin{cases} 0 & \text{with probability } p
//    \\ x / (1 - p) & \text{otherwise} \end{cases} $$
//
// Ten numbers 1 have the sum 10. With $p = 0.5$ about five of them stay, and
// each is doubled: the sum is about 10 again. With $p = 0.2$ about eight
// stay, each as 1.25.
//
// $x$ has the shape $(n)$ and is changed where it stands. `mask` $(n)$
// becomes 1 where a number stays, and 0 where it is dropped; the way back
// needs it. `random_uniform(rng)` is there already: it draws a number from 0
// to below 1. Call it once for each number, in their order, and drop the
// number if what was drawn is below $p$. $p$ is from 0 to below 1.
//
// If `train` is 0, all neurons are there: change nothing, and draw nothing.
#include "ch06.h"

void my_dropout(float *x, uint8_t *mask, size_t n, float p, int train,
                uint64_t *rng)
{
    YOUR_CODE_HERE();
}
