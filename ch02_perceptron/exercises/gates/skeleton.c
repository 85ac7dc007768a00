// # Exercise: three gates
//
// AND, OR and NAND are one machine with different numbers. **Which numbers
// make which gate?** The machine of [gates](../../gates.c) answers 1 if
// $b + w_1 x_1 + w_2 x_2 > 0$:
//
// | inputs | AND | OR | NAND |
// |---|---|---|---|
// | 0, 0 | 0 | 0 | 1 |
// | 0, 1 | 0 | 1 | 1 |
// | 1, 0 | 0 | 1 | 1 |
// | 1, 1 | 1 | 1 | 0 |
//
// Many answers are right. But keep some distance: the sum must be at least
// 0.05 away from 0 for all inputs, so that rounding cannot turn an answer.
// And all numbers must lie between $-100$ and 100.
//
// `g` is `GATE_AND`, `GATE_OR` or `GATE_NAND`. These are names for whole numbers, so
// `if (g == GATE_AND)` asks whether it is the AND that is wanted. The weights go to
// `w[0]` and `w[1]`, and the bias goes to `*b`.
#include "ch02.h"

void my_gate_params(enum gate g, float w[2], float *b)
{
    YOUR_CODE_HERE();
}
