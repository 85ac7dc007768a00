// # The size of the first weights
//
// The first weights (权重初始值) are random, and random numbers have a size. **How
// large should they be, so that the numbers are as large after ten layers as
// they were before?**
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
// The *variance* (方差) of some numbers is the mean of their squared distances
// from the mean; its root is the standard deviation. A neuron sums $n$ inputs,
// each times a weight. Let all of them have the mean 0. Let the inputs have
// the variance 1 and the weights the variance $v$. If independent numbers of
// mean 0 are multiplied, so are their variances: each product has the variance
// $1 \cdot v$. If they are added, the variances are added: the sum has the
// variance $n v$. It should be 1 again, so $v = 1/n$. With 100 inputs, the
// weights scatter by 0.1. This is the rule of X. Glorot, called by his first
// name (Xavier 初始值):
//
// $$ \mathrm{std} = \frac{1}{\sqrt{n}} $$
real xavier_std(int inputs) { return 1 / sqrt((real)inputs); }

// ## He
//
// The ReLU sets one half of the numbers to 0. What is left no longer has the mean
// 0, but the weights have; so for the variance of the next sum it is the mean
// square of its inputs that counts. The ReLU leaves half of that, and the weights
// must make up for it with twice the variance. This is the rule of K. He (He 初始值):
//
// $$ \mathrm{std} = \sqrt{\frac{2}{n}} $$
real he_std(int inputs) { return sqrt((real)2 / (real)inputs); }
