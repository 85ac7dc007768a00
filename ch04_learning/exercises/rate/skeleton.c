// # Exercise: a rate for a valley
//
// A walk downhill takes steps of $-\eta$ times the gradient. **Which rate
// is right for a valley that is flat in one direction and steep in the
// other?** Its height is
//
// $$ f(x_0, x_1) = x_0^2 + 25 x_1^2 $$
//
// and its gradient $(2 x_0, 50 x_1)$. Look at the two axes one by one. After
// a step with $\eta = 0.01$ there is
//
// $$ x_0 - 0.01 \cdot 2 x_0 = 0.98\, x_0 \qquad x_1 - 0.01 \cdot 50 x_1 =
//    0.5\, x_1 $$
//
// So each step multiplies the two numbers by 0.98 and by 0.5. After 80 steps
// the first is still a fifth of what it was, and the second is gone.
//
// Find a rate with which 80 steps bring any place nearer to the bottom: the
// distance that is left shall be at most a hundredth. Replace the line
// `YOUR_CODE_HERE();` by a `return` with your rate, such as `return 0.01f;`.
// The test walks, and prints where it is on the way.
#include "ch04.h"

float my_rate(void)
{
    YOUR_CODE_HERE();
}
