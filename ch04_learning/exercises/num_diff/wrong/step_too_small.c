/* caught-by: num_diff/parabola_and_line num_diff/exponential */
#include "ch04.h"

double my_num_diff(double (*f)(double), double x)
{
    const double h = 1e-50;
    return (f(x + h) - f(x - h)) / (2 * h);
}
