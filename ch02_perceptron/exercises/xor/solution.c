// # Solution: a gate of gates
//
// XOR is "at least one, and not both". The first layer asks these two
// questions, and an AND joins them.
#include "ch02.h"

int my_xor_gate(int a, int b)
{
    const int not_both = gate_nand(a, b);
    const int at_least_one = gate_or(a, b);
    return gate_and(not_both, at_least_one);
}

// [boundary](../../boundary.c) shows it as a picture: each neuron of the
// first layer draws one line, and the answer is 1 in the strip between the
// two.
