// # Exercise: a step for the judge
//
// A gradient is checked by measuring: each number goes up by $h$ and down by $h$, and
// the difference is divided by $2h$. The book does so in `double`, with $h = 10^{-4}$.
// **Which step does a check need that has only `float`?** A small step loses digits in
// the subtraction, and with a large one the curve bends away in between.
//
// A `float` holds about seven digits. Beside $20$, the smallest difference that it
// knows is $0.000002$. If a loss near $20$ changes by $0.0006$ between the two places,
// then a difference as small as that is already a 300th part of it.
//
// Replace the line `YOUR_CODE_HERE();` by a `return` with your $h$, such as
// `return 0.1f;`. The test measures the slopes of
// $c + \sin 3 x_0 + \dots + \sin 3 x_7$ in `float`, at a hundred places, for $c = 0$ and for $c = 20$, and prints the worst
// error, as the [gradient check](../gradient_check/skeleton.c) computes it. It shall be at
// most $0.0005$. Change $h$ by factors of ten first.
#include "ch05.h"

float my_check_step(void)
{
    YOUR_CODE_HERE();
}
