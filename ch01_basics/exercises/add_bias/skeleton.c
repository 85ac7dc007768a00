// # Exercise: one row for all rows
//
// A layer adds its bias to every example of a batch. **How is a row added to
// a matrix?** The same row is used again for every row; that is
// **broadcasting** (广播), which [arrays](../../arrays.c) shows:
//
// $$ \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix} + (10, 20, 30) =
//    \begin{pmatrix} 11 & 22 & 33 \\ 14 & 25 & 36 \end{pmatrix} $$
//
// $x$ has the shape $(rows, cols)$ and is changed where it stands:
// $x_{ij} \leftarrow x_{ij} + b_j$. The arrow means "becomes": what is on its
// left gets the value on its right. $b$ has the shape $(cols)$.
#include "ch01.h"

void my_add_bias(float *x, const float *b, size_t rows, size_t cols)
{
    YOUR_CODE_HERE();
}
