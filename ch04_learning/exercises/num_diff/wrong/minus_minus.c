/* caught-by: num_diff/parabola_and_line */
#include "ch04.h"

double my_num_diff(double (*f)(double), double x)
{
    const double h = 1e-5;
    return (f(x + h) + f(x - h)) / (2 * h);
}
