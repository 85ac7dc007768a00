// # Solution: a slope, measured
//
// The bend of the curve moves the value on the right and the value on the left
// by nearly the same amount; the subtraction cancels it. What is left shrinks
// with $h^2$, and rounding grows with $1/h$. Between the two lies $h = 10^{-5}$.
#include "ch04.h"

// $$ f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} $$
double my_num_diff(double (*f)(double), double x)
{
    const double h = 1e-5;
    return (f(x + h) - f(x - h)) / (2 * h);
}
