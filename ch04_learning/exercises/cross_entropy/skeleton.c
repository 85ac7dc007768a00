// # Exercise: the cross-entropy error
//
// A network gives each class a probability. **How wrong is an answer, if only
// the right class matters?** The loss of one example is $-\ln$ of the
// probability of its right class: $-\ln 0.6 = 0.5108$ is small,
// $-\ln 0.1 = 2.3026$ is large. For a batch of $N$ examples it is the mean:
//
// $$ E = -\frac{1}{N} \sum_n \ln (y_{n t_n} + \delta), \qquad \delta = 10^{-7} $$
//
// $y$ has the shape $(batch, classes)$, and $t$ $(batch)$ holds the right
// class of each row. The small $\delta$ keeps the logarithm finite when a
// probability is 0.
#include <math.h>

#include "ch04.h"

float my_cross_entropy(const float *y, const uint8_t *t, size_t batch,
                       size_t classes)
{
    YOUR_CODE_HERE();
}
