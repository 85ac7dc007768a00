// # Solution: three gates
//
// Equal weights count the ones: the sum is $b$, $b + 0.5$ or $b + 1$. AND
// needs the zero between one 1 and two, OR between none and one. NAND is AND
// with all signs turned.
#include "ch02.h"

static const struct {
    float weight, bias;
} numbers[] = {
    [GATE_AND] = {0.5f, -0.75f},
    [GATE_OR] = {0.5f, -0.25f},
    [GATE_NAND] = {-0.5f, 0.75f},
};

void my_gate_params(enum gate g, float w[2], float *b)
{
    w[0] = w[1] = numbers[g].weight;
    *b = numbers[g].bias;
}
