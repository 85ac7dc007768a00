// # Exercise: the transpose
//
// On its way back, a network reads its matrices turned over: rows become
// columns. **Where does each number of the matrix go?**
//
// $$ \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}^\top =
//    \begin{pmatrix} 1 & 4 \\ 2 & 5 \\ 3 & 6 \end{pmatrix}, \qquad
//    t_{ji} = a_{ij} $$
//
// $a$ has the shape $(m, n)$ and $t$ the shape $(n, m)$. Both are stored row
// after row: $a$ is `1 2 3 4 5 6` in memory, and $t$ is `1 4 2 5 3 6`.
#include "ch01.h"

void my_transpose(const float *a, float *t, size_t m, size_t n)
{
    YOUR_CODE_HERE();
}
