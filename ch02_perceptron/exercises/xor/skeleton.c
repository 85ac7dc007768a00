// # Exercise: a gate of gates
//
// No single perceptron is an XOR gate, which answers 1 if *exactly one* input
// is 1. **Can several gates together be an XOR gate?** Three gates are there
// already: `gate_and()`, `gate_or()` and `gate_nand()`.
//
// | a | b | XOR |
// |---|---|---|
// | 0 | 0 | 0 |
// | 0 | 1 | 1 |
// | 1 | 0 | 1 |
// | 1 | 1 | 0 |
//
// Build XOR of them, and of nothing else: no `!=`, no `if`. Two layers are
// enough.
#include "ch02.h"

int my_xor_gate(int a, int b)
{
    YOUR_CODE_HERE();
}
