/* caught-by: xor/table */
#include "ch02.h"

int my_xor_gate(int a, int b)
{
    const int not_both = gate_nand(a, b);
    const int at_least_one = gate_and(a, b);
    return gate_and(not_both, at_least_one);
}
