// # Exercise: one layer, many examples
//
// Every output of a layer listens to every input. **How are all outputs of a
// whole batch computed?** With a [matrix product](../../matrix_product.c), and the
// bias added to each row:
//
// $$ y = xW + b $$
//
// Take $x = (1, 2)$,
// $W = \begin{pmatrix} 1 & 3 & 5 \\ 2 & 4 & 6 \end{pmatrix}$ and
// $b = (0, 10, 20)$. Then $y = (5, 21, 37)$.
//
// $x$ has the shape $(batch, in)$, $W$ $(in, out)$, $b$ $(out)$ and $y$
// $(batch, out)$. The weights from one *input* stand side by side in memory.
#include "ch03.h"

void my_affine(const float *x, const float *w, const float *b, float *y,
               size_t batch, size_t in, size_t out)
{
    YOUR_CODE_HERE();
}
