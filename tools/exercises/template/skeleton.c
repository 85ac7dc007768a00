// # Exercise: the mean
//
// Say here what the exercise is for. **Which question does it ask?** Then a
// formula, whose letters are those of the code:
//
// $$ y = \frac{1}{n} \sum_i x_i $$
//
// For $x = (1, 2, 3)$ the mean is 2, which can be checked by hand. $x$ has
// the shape $(n)$. The mean of no numbers is 0.
#include "chNN.h"

float my_NAME(const float *x, size_t n)
{
    YOUR_CODE_HERE();
}
