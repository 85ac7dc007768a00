// # Exercise: the patches back to an image
//
// Im2col copies a number of the image to every patch that sees it. On the way back
// a gradient comes to each copy. **Which gradient does a pixel get that im2col has
// copied several times?** The sum of all: it acted through each of them.
//
// In an image of $3 \times 3$ a window of $2 \times 2$ stands at four places.
// The number in the middle is seen from all four, a corner from one. If every
// number of `columns` is 1, the image becomes
//
// $$ \begin{pmatrix} 1 & 2 & 1 \\ 2 & 4 & 2 \\ 1 & 2 & 1 \end{pmatrix} $$
//
// The place $(i, j)$ of the window sees row $iS + u - P$ and column
// $jS + v - P$ of the image as its row $u$ and column $v$. What lies beyond
// the edge of the image is thrown away.
//
// `columns` has the shape $(N \cdot OH \cdot OW,\ C \cdot FH \cdot FW)$, its
// rows in the order $n, i, j$, its columns in the order $c, u, v$. $x$ has
// the shape $(N, C, H, W)$. What $x$ held before does not count.
#include "ch07.h"

void my_col2im(const float *columns, float *x, const struct sliding *s)
{
    YOUR_CODE_HERE();
}
