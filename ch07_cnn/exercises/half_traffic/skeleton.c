// # Exercise: a product with half the traffic
//
// A convolution ends as a product of matrices, so a product is where the time
// goes. By its definition each multiplication takes two numbers from memory:
//
// $$ c_{ij} = \sum_k a_{ik} b_{kj} $$
//
// A processor multiplies faster than memory delivers. **Can a number that was
// taken from memory once be used twice?**
//
// The two sums of $c_{00}$ and $c_{10}$ use the same numbers of $b$. Compute
// them together: in each turn of $k$ take $a_{0k}$, $a_{1k}$ and $b_{k0}$.
// Three numbers serve two multiplications, in the place of four.
//
// `take_number(a, i, k)` is $a_{ik}$, and `put_number(c, i, j, x)` makes
// $c_{ij}$ to $x$. For $a$ $(rows, inner)$ and $b$ $(inner, columns)$, the
// definition takes two numbers for each of $rows \cdot columns \cdot inner$
// multiplications. Take half as many at most, and put each number of $c$
// once. `rows` and `columns` are even. Keep a few numbers only in variables
// of your own: a processor has room for 16.
#include "ch07.h"

void my_half_traffic(struct counted *a, struct counted *b, struct counted *c,
                     size_t rows, size_t inner, size_t columns)
{
    YOUR_CODE_HERE();
}
