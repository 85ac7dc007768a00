/* caught-by: xor/table */
#include "ch02.h"

int my_xor_gate(int a, int b)
{
    return gate_and(gate_nand(a, b), gate_nand(a, b));
}
