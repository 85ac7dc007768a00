// # Exercise: max pooling
//
// A filter found something; whether one pixel further to the right does not matter.
// **How does a layer forget the exact place at which a filter has found
// something?** Of each window only the largest number is kept, and where it stood
// is remembered for the way back:
//
// $$ y_{ncij} = \max_{u,v}\ x_{n,c,\,iS+u,\,jS+v} $$
//
// From $\begin{pmatrix} 1 & 2 & 0 & 7 \\ 9 & 4 & 5 & 6 \end{pmatrix}$ a
// window of $2 \times 2$ with the stride 2 keeps $9$ and $7$. They stand at
// the places 4 and 3 of $x$, counted from 0.
//
// $x$ has the shape $(N, C, H, W)$; $y$ and `place` have $(N, C, OH, OW)$.
// Each channel of each image is on its own. `place` is the index in the whole
// of $x$: `x[place[k]]` is `y[k]`. If several are the largest, the first of
// them counts: the one with the smallest index. $P$ is 0, so no window
// reaches beyond the edge.
#include "ch07.h"

void my_max_pool(const float *x, float *y, uint32_t *place,
                 const struct sliding *s)
{
    YOUR_CODE_HERE();
}
