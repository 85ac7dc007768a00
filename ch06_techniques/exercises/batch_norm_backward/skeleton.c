// # Exercise: back through the normalization
//
// If one example of a batch grows, it becomes larger than before *and* moves the
// mean and the variance, by which all examples are normalized. **What is left of a
// gradient that goes back through batch normalization?** It loses its mean, and the
// part that points along $\hat x$. For each feature, over the $n$ examples of the
// batch:
//
// $$ \begin{aligned}
//    d\beta &= \sum_i dout_i, \qquad
//    d\gamma = \sum_i dout_i\, \hat x_i
//    \\ dx_i &= \frac{\gamma}{s} \left( dout_i - \frac{d\beta}{n}
//    - \hat x_i \frac{d\gamma}{n} \right) \end{aligned} $$
//
// Take four examples with $\hat x = (-1, {-1}, 1, 1)$, $s = 2$, $\gamma = 6$
// and $dout = (4, 0, 0, 0)$. Then $d\beta = 4$ and $d\gamma = -4$; divided
// by $n = 4$, they are 1 and $-1$. For the first example $4 - 1 - 1 = 2$ is left, for the
// second $0 - 1 - 1 = -2$, and for the other two $0 - 1 + 1 = 0$. All times
// $6 / 2$: $dx = (6, {-6}, 0, 0)$.
//
// `struct batch_norm` in `ch06.h` holds $\gamma$, and `x_hat` and `std` of
// the forward walk: that is $\hat x$ and $s$. Fill its `dgamma` and `dbeta`;
// what stood there before has no influence. $dout$, $\hat x$ and $dx$ have
// the shape $(n, d)$, all others $(d)$.
#include "ch06.h"

void my_batch_norm_backward(struct batch_norm *bn, const float *dout,
                            float *dx, size_t n, size_t d)
{
    YOUR_CODE_HERE();
}
