// # Exercise: the perceptron
//
// **How can a handful of numbers decide?** As in [gates](../../gates.c), each input
// is multiplied by its weight (权重), and the bias (偏置) is added. Above zero the
// answer is 1, else 0:
//
// $$ y = \begin{cases}
//    1 & \text{if } b + \sum_i w_i x_i > 0 \\ 0 & \text{else}
//    \end{cases} $$
//
// With $w = (0.5, 0.5)$, $b = -0.7$ and $x = (1, 1)$ the sum is $0.3$, and
// the answer is 1. $w$ and $x$ have the shape $(n)$.
#include "ch02.h"

int my_perceptron(const float *w, float b, const float *x, size_t n)
{
    YOUR_CODE_HERE();
}
