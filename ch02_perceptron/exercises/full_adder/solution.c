// # Solution: three bits are added
//
// Two half adders, one after the other. Each gives a digit (XOR) and a carry
// (AND). At most one of the two carries is 1, so an OR joins them.
#include "ch02.h"

// $$ a + b + cin = 2 \cdot cout + sum $$
void my_full_adder(int a, int b, int cin, int *sum, int *cout)
{
    const int digit = a ^ b;
    *sum = digit ^ cin;
    *cout = (a & b) | (digit & cin);
}

// [adder](../../adder.c) builds the same of perceptrons, and adds numbers of
// four bits with 52 of them.
