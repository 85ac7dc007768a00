// # Exercise: a slope, measured
//
// A C function is only something to call: nobody has told the computer any
// calculus. **Can a program measure how steep a function is?** Walk a little
// to the right and a little to the left, and divide the climb by the way:
//
// $$ f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} $$
//
// For $f = \sin$ at $x = 1$ with $h = 0.01$ that is
// $(0.846832 - 0.836026) / 0.02 = 0.5403$. You choose $h$. The result must be
// right to $10^{-6}$ for smooth functions;
// [numerical_diff](../../numerical_diff.c) shows what happens if $h$ is too
// large or too small.
#include "ch04.h"

double my_num_diff(double (*f)(double), double x)
{
    YOUR_CODE_HERE();
}
