// # Exercise: weights with a price
//
// A network that learns its examples by heart needs large weights. **What if
// every weight had a price?** Let $\lambda$ say how high prices are. For the
// weights $w_i$ together, the loss then grows by
//
// $$ \mathrm{penalty} = \frac{\lambda}{2} \sum_i w_i^2 $$
//
// and the gradient of each weight gains the slope of that. With
// $\lambda = 0.1$ a weight of 3 costs $0.05 \cdot 9 = 0.45$. A weight of 3.01
// would cost $0.453$. For $0.01$ more weight it is $0.003$ more, so the slope
// is $0.3$.
//
// $w$ and $g$ have the shape $(n)$. $g$ holds the gradient of the loss
// already, so the slopes are *added* to what stands there. Return the penalty
// of all weights together.
#include "ch06.h"

float my_weight_decay(const float *w, size_t n, float lambda, float *g)
{
    YOUR_CODE_HERE();
}
