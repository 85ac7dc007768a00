// # Exercise: an image as a matrix of patches
//
// A window slides over an image. **What does a window see at each of its places in
// an image?** Write every patch out as a row of its own. A window of $2 \times 2$
// stands at four places of this image:
//
// $$ \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \\ 7 & 8 & 9 \end{pmatrix} \to
//    \begin{pmatrix} 1 & 2 & 4 & 5 \\ 2 & 3 & 5 & 6 \\ 4 & 5 & 7 & 8
//    \\ 5 & 6 & 8 & 9 \end{pmatrix} $$
//
// The place $(i, j)$ of the window sees row $iS + u - P$ and column
// $jS + v - P$ of the image as its row $u$ and column $v$. Beyond the edge of
// the image there are zeros.
//
// $x$ has the shape $(N, C, H, W)$ and `columns`
// $(N \cdot OH \cdot OW,\ C \cdot FH \cdot FW)$. Its rows are in the order
// $n, i, j$, and within a row the order is $c, u, v$: all of channel 0 comes
// first. The lengths stand in `s`, and `ch07.h` names each of them: `s->OH`,
// for example, is there already.
#include "ch07.h"

void my_im2col(const float *x, float *columns, const struct sliding *s)
{
    YOUR_CODE_HERE();
}
