// # Exercise: numbers of a good size
//
// What arrives in the fifth layer may be far too large or too small. **Why hope
// that the numbers between two layers have a good size, if it can be made?** Batch
// normalization (批归一化) treats each feature, that is each column, by itself. It
// subtracts the mean $\mu$ of the batch, divides by the root $s$ of the variance
// $\sigma^2$, and lets the network choose another size and place, $\gamma$ and
// $\beta$ (S. Ioffe and C. Szegedy, 2015):
//
// $$ \begin{aligned} \hat x &= \frac{x - \mu}{s}, \qquad
//    s = \sqrt{\sigma^2 + \epsilon}
//    \\ y &= \gamma\, \hat x + \beta \end{aligned} $$
//
// Take one feature of four examples, $1, 7, 9, 15$. Its mean is $\mu = 8$,
// and the mean of the squared distances is $\sigma^2 = 25$. So $s = 5$ and
// $\hat x = (-1.4, {-0.2}, 0.2, 1.4)$. $\epsilon = 10^{-5}$ changes hardly
// anything here, but if all examples are equal it is all that $s$ has.
//
// An inference may see one example only, which has no mean worth the name. So
// training also keeps, for each feature, a running mean $r$ and a running
// variance $q$:
//
// $$ r \leftarrow 0.9\, r + 0.1\, \mu, \qquad
//    q \leftarrow 0.9\, q + 0.1\, \sigma^2 $$
//
// If `train` is 0, they serve as $\mu$ and $\sigma^2$, and nothing in `bn`
// changes. Otherwise $\hat x$ and $s$ are kept in `x_hat` and `std`, for the
// way back. `struct batch_norm` stands in `ch06.h`. $x$, $y$ and $\hat x$
// have the shape $(n, d)$, all others $(d)$, and $n \ge 1$. The numbers may
// lie close together and far from 0, such as 10000.25 and 10000.75.
#include <math.h>

#include "ch06.h"

void my_batch_norm_forward(struct batch_norm *bn, const float *x, float *y,
                           size_t n, size_t d, int train)
{
    YOUR_CODE_HERE();
}
