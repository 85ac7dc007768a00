/* caught-by: gates/nand_gate */
#include "ch02.h"

void my_gate_params(enum gate g, float w[2], float *b)
{
    w[0] = w[1] = g == GATE_NAND ? -0.5f : 0.5f;
    *b = g == GATE_OR ? -0.25f : -0.75f;
}
