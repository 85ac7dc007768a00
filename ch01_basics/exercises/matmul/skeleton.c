// # Exercise: the matrix product
//
// A whole layer is one matrix product. **How does the matrix product follow
// from the dot product?** Each row of $a$ meets each column of $b$, as in
// [vectors](../../vectors.c):
//
// $$ \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
//    \begin{pmatrix} 5 & 6 & 7 \\ 8 & 9 & 10 \end{pmatrix} =
//    \begin{pmatrix} 21 & 24 & 27 \\ 47 & 54 & 61 \end{pmatrix} $$
//
// The number 21 is $1 \cdot 5 + 2 \cdot 8$. In general, with $a$ $(m, k)$,
// $b$ $(k, n)$ and $c$ $(m, n)$, all stored row after row:
//
// $$ c_{ij} = \sum_{l=0}^{k-1} a_{il}\, b_{lj} $$
//
// What stood in $c$ before does not matter.
#include "ch01.h"

void my_matmul(const float *a, const float *b, float *c, size_t m, size_t k,
               size_t n)
{
    YOUR_CODE_HERE();
}
