// # Exercise: a ball that rolls
//
// Plain descent forgets every step at once. **What if a step of the descent kept
// something of the steps before?** Then what changes its sign from step to step
// cancels, and what keeps its direction adds up. Each weight $w$ gets a speed $v$;
// the method is called Momentum (动量). In each step the part $\mu$ of it is left,
// and the gradient $g$, times the learning rate $\eta$, is subtracted from it:
//
// $$ v \leftarrow \mu v - \eta\, g, \qquad w \leftarrow w + v $$
//
// With $\eta = 0.1$, $\mu = 0.9$ and a gradient that is always 1, the
// speeds are $-0.1$, $-0.19$ and $-0.271$. A weight that begins at 1 comes to
// $0.9$, $0.71$ and $0.439$.
//
// $w$, $g$ and $v$ have the shape $(n)$. Change $w$ and $v$ where they stand:
// the next call goes on with them. `lr` is $\eta$ and `mu` is $\mu$.
#include "ch06.h"

void my_momentum(float *w, const float *g, float *v, size_t n, float lr,
                 float mu)
{
    YOUR_CODE_HERE();
}
