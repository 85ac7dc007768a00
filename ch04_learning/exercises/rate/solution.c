// # Solution: a rate for a valley
//
// A step multiplies $x_0$ by $1 - 2 \eta$ and $x_1$ by $1 - 50 \eta$. The
// steep axis says how large a rate may be: above $0.0388$ the second factor is
// below $-0.944$, and 80 steps are not enough; from $0.04$ on it is $-1$ or
// less, and the walk jumps from side to side for ever. The flat axis says how
// small: below $0.028$ its factor is above $0.944$, which to the power of 80 is
// a hundredth. Between them there is room, but not much.
//
// The steeper the one axis is compared with the other, the narrower is this
// room. [Momentum](../../../ch06_techniques/exercises/momentum/skeleton.c)
// makes it wider.
#include "ch04.h"

float my_rate(void) { return 0.036f; }
