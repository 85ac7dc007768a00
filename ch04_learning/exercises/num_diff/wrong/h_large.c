/* caught-by: num_diff/sine */
#include "ch04.h"

double my_num_diff(double (*f)(double), double x)
{
    const double h = 0.1;
    return (f(x + h) - f(x - h)) / (2 * h);
}
