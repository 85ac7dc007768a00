// # Exercise: the size of the first weights
//
// The first weights are random, and random numbers have a size. **How large should
// the first weights be, so that the numbers neither vanish nor explode on their way
// through many layers?** A neuron sums over all its $in$ inputs, and a ReLU loses
// half of what arrives. To make up for both, the weights have the mean 0 and this
// standard deviation (K. He and others, 2015):
//
// $$ \mathrm{std} = \sqrt{\frac{2}{in}} $$
//
// With 200 inputs that is $\sqrt{0.01} = 0.1$, whatever the number of
// outputs.
//
// $w$ has the shape $(in, out)$. `random_normal(rng)` is there already: each
// call draws another number, with the mean 0 and the standard deviation 1.
// Call it once for each weight, and use no other source of chance, so that
// the same seed gives the same weights again.
#include <math.h>

#include "ch06.h"

void my_he_init(float *w, size_t in, size_t out, uint64_t *rng)
{
    YOUR_CODE_HERE();
}
