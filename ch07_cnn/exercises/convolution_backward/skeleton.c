// # Exercise: convolution, backwards
//
// A filter used the same weights at every place. **How does a gradient find its way
// back through a convolution?** Through every product that was formed. At each
// place, $y$ held $W x$ for each weight and the number under it, so
//
// $$ \begin{aligned} dW_{fcuv} &= \sum_{n,i,j} dout_{nfij}\,
//    x_{n,c,\,iS+u-P,\,jS+v-P}
//    \\ db_f &= \sum_{n,i,j} dout_{nfij} \end{aligned} $$
//
// and in the same way $x$ gets $W_{fcuv}\, dout_{nfij}$ from every place and
// filter that has seen it.
//
// Take the row $x = (1, 2, 3, 4)$, the filter $W = (10, 1)$, and
// $dout = (1, 0, 2)$. Then
// $dW = (1 \cdot 1 + 2 \cdot 3,\ 1 \cdot 2 + 2 \cdot 4) = (7, 10)$, $db = 3$
// and $dx = (10, 1, 20, 2)$.
//
// The shapes: $x$ and $dx$ $(N, C, H, W)$, $W$ and $dW$
// $(filters, C, FH, FW)$, $db$ $(filters)$, $dout$ $(N, filters, OH, OW)$.
// What the results held before does not count.
#include "ch07.h"

void my_convolution_backward(const float *x, const float *w,
                             const float *dout, float *dx, float *dw,
                             float *db, size_t filters,
                             const struct sliding *s)
{
    YOUR_CODE_HERE();
}
