// # Exercise: three bits are added
//
// Gates can calculate. **How are two numbers added, one column at a time?**
// In each column stand a digit of $a$, a digit of $b$, and the carry (进位)
// that comes in from the right. Their sum is 0, 1, 2 or 3, and in binary that
// is two digits:
//
// $$ a + b + cin = 2 \cdot cout + sum $$
//
// For example $1 + 1 + 0 = 10$ in binary: `sum` is 0 and `cout` is 1. All
// inputs are 0 or 1. You may use what you like: `&`, `|` and `^`, or
// arithmetic.
#include "ch02.h"

void my_full_adder(int a, int b, int cin, int *sum, int *cout)
{
    YOUR_CODE_HERE();
}
