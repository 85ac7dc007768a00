// # The size of the first weights
//
// The first weights are random, and random numbers have a size. **How large should
// they be, so that the signal is as strong after ten layers as it was before
// them?**
#include "math/init.h"

#include <tgmath.h>

void init_normal(Tensor *t, real std, Rng *rng)
{
    for (int i = 0; i < t->size; i++) {
        t->data[i] = std * rng_normal(rng);
    }
}

// ## Xavier
//
// A neuron sums $n$ inputs, each times a weight. Let all of them have the mean 0, the
// inputs the variance 1 (方差) and the weights the variance $v$. If independent numbers
// of mean 0 are multiplied, so are their variances: each product has $1 \cdot v$. If
// they are added, the variances are added: the sum has $n v$. It is to have the variance
// 1 again, so $v = 1/n$. With 100 inputs, the weights scatter by 0.1:
//
// $$ \mathrm{std} = \frac{1}{\sqrt{n}} $$
real xavier_std(int inputs) { return 1 / sqrt((real)inputs); }

// ## He
//
// The ReLU sets one half of the numbers to 0. Only half of the sum of squares is
// left, and the weights must make up for it with twice the variance:
//
// $$ \mathrm{std} = \sqrt{\frac{2}{n}} $$
real he_std(int inputs) { return sqrt((real)2 / (real)inputs); }
