// # Exercise: all slopes for the price of one
//
// The product of $n$ numbers is $L = x_0 x_1 \cdots x_{n-1}$. Its slope in
// $x_i$ is the product of all others. For $(2, 3, 5, 7)$ these are 105, 70,
// 42 and 30. Each slope alone takes $n - 2$ multiplications, all of them
// $n (n - 2)$: for 1000 numbers nearly a million. **Can all slopes of a
// product be found with 3000 multiplications?**
//
// This is the question of the whole chapter in small. Walk forwards and keep
// what you pass; then walk back with one number that grows.
//
// $x$ and `slope` have the shape $(n)$. Multiply with `times(a, b)`, which
// counts, and at most $3n$ times. You need no division, and cannot use it:
// one of the numbers may be 0. For $n = 1$ the slope is 1.
#include "ch05.h"

void my_all_slopes(const float *x, float *slope, size_t n)
{
    YOUR_CODE_HERE();
}
