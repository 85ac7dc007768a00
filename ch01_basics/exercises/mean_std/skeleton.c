// # Exercise: mean and standard deviation
//
// Later chapters ask how widely the numbers inside a network are spread.
// **Which two numbers describe a row of numbers?** The mean $\mu$ says where
// they lie. The standard deviation $\sigma$ says how far they lie from it:
//
// $$ \mu = \frac{1}{n} \sum_i x_i, \qquad
//    \sigma = \sqrt{\frac{1}{n} \sum_i (x_i - \mu)^2} $$
//
// For $(1, 2, 3)$ the mean is 2. The squares of the distances are 1, 0 and 1,
// and $\sigma = \sqrt{2/3} = 0.8165$. $x$ has the shape $(n)$, with
// $n \ge 1$.
#include <math.h>

#include "ch01.h"

void my_mean_std(const float *x, size_t n, float *mean, float *std)
{
    YOUR_CODE_HERE();
}
