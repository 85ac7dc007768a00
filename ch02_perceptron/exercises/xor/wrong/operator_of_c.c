/* caught-by: xor/built_of_gates */
#include "ch02.h"

int my_xor_gate(int a, int b) { return a != b; }
