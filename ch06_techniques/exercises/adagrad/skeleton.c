// # Exercise: a rate for each weight
//
// One learning rate $\eta$ serves all weights, but their gradients may
// differ a thousandfold. **Could each weight have a rate of its own?** For
// each weight $w$, AdaGrad adds up the squares of all its gradients $g$ in
// $h$, and divides each step by the root of that (J. Duchi, E. Hazan and Y.
// Singer, 2011):
//
// $$ h \leftarrow h + g^2, \qquad
//    w \leftarrow w - \eta \frac{g}{\sqrt h + \epsilon} $$
//
// With $\eta = 0.1$ and the gradients 4, 4 and 4, $h$ becomes 16, 32 and 48.
// The steps are $0.1 \cdot 4 / 4 = 0.1$, then $0.0707$, then $0.0577$.
//
// A weight that never had a gradient has $h = 0$. There the small
// $\epsilon = 10^{-7}$ avoids a division of 0 by 0.
//
// $w$, $g$ and $h$ have the shape $(n)$. Change $w$ and $h$ where they stand:
// the next call goes on with them. `lr` is $\eta$.
#include <math.h>

#include "ch06.h"

void my_adagrad(float *w, const float *g, float *h, size_t n, float lr)
{
    YOUR_CODE_HERE();
}
