// # Exercise: a product with few walks to memory
//
// Three loops multiply two matrices, and they may stand in any order: the
// products that are added up are the same. Yet on a real machine one order is
// [many times faster](../../../ch01_basics/matrix_speed.c) than another.
// **What does the slow one do more of?** Here you can count it.
//
// A number does not come alone from memory. It comes in a **line**, with its
// neighbours in the same row: here 8 numbers, from column 0 to 7, from 8 to
// 15, and so on. The line of each matrix that was used last is at hand, and
// costs nothing. Any other must be fetched.
//
// Read a row of 24 numbers from left to right: 3 lines are fetched. Read a
// column of 24 numbers from above: 24 lines.
//
// $a$ has the shape (rows, inner), $b$ has (inner, columns), and $c$ with
// (rows, columns) is 0 everywhere. `far_number(a, i, k)` is $a_{ik}$, and
// `far_add(c, i, j, x)` adds $x$ to $c_{ij}$; both fetch a line if they must.
// The definition
//
// $$ c_{ij} = \sum_k a_{ik} b_{kj} $$
//
// suggests that the loop over $k$ is inside. Then $16 \times 24$ times
// $24 \times 32$ fetches 13,888 lines. Do it with 3200 at most.
#include "ch03.h"

void my_lines(struct far_matrix *a, struct far_matrix *b,
              struct far_matrix *c, size_t rows, size_t inner, size_t columns)
{
    YOUR_CODE_HERE();
}
