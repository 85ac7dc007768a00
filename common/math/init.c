// # The size of the first weights
//
// The first weights (权重初始值) are random, and random numbers have a size. **How
// large should they be, so that the numbers are as large after ten layers as
// they were before?**
#include "math/init.h"

#include <tgmath.h>

void init_normal(Tensor *t, double std, Rng *rng)
{
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)std * rng_normal(rng);
    }
}

// ## Xavier
//
// The *variance* (方差) of some numbers is the mean of their squared distances
// from the mean; its root is the standard deviation. We use two rules of
// statistics without a proof. Let two random numbers have the mean 0 and know
// nothing of each other. If they are added, their variances are added: two
// coins of $\pm 1$ have the variance 1 each, and their sum is 2, 0, 0 or $-2$
// with the variance 2. If they are multiplied, their variances are multiplied:
// the product of the coins is $\pm 1$, with the variance 1.
//
// A neuron sums $n$ inputs, each times a weight. Let all of them have the mean
// 0, the inputs the variance 1 and the weights the variance $v$. Each product
// has the variance $1 \cdot v$, and the sum of $n$ products has $n v$. It
// should be 1 again, so $v = 1/n$. With 100 inputs, the weights have the
// standard deviation $\sqrt{1/100} = 0.1$. This is the rule of X. Glorot,
// called by his first name (Xavier 初始值):
//
// $$ \mathrm{std} = \frac{1}{\sqrt{n}} $$
//
// (For $n$ Saitoh's book takes the inputs, and so do we. Glorot's paper and PyTorch take
// the mean of how many inputs and how many outputs a layer has, because on the way back a
// gradient is a sum over the outputs, and should keep its size, too. With 100 of each
// both are the same.)
real xavier_std(int inputs) { return 1 / sqrt((real)inputs); }

// ## He
//
// The ReLU sets one half of the numbers to 0. If $-1$ and $1$ go in, $0$ and
// $1$ come out: the mean of the squares was 1, and is $\frac12$ now. Each of
// these numbers is then multiplied by a weight. The weight is as often negative
// as positive, and so is the product, whatever the mean of the inputs is. So
// the product has the mean 0, and the mean of its squares is $\frac12 v$. The
// sum of $n$ products has the variance $\frac12 n v$. It should be 1, so
// $v = 2/n$. With 100 inputs, the weights have the standard deviation
// $\sqrt{2/100} = 0.14$. This is the rule of K. He (He 初始值):
//
// $$ \mathrm{std} = \sqrt{\frac{2}{n}} $$
real he_std(int inputs) { return sqrt(2 / (real)inputs); }
