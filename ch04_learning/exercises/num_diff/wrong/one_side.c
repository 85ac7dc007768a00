/* caught-by: num_diff/parabola_and_line num_diff/sine */
#include "ch04.h"

double my_num_diff(double (*f)(double), double x)
{
    const double h = 1e-4;
    return (f(x + h) - f(x)) / h;
}
