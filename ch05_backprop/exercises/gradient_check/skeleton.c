// # Exercise: two gradients, compared
//
// A backward walk is a page of algebra turned into code. **How does one notice a
// mistake in a backward walk?** The same gradient is measured as in chapter 4, and
// the two are compared. That is the **gradient check** (梯度确认).
//
// The two never agree in all digits, so one number says how far they are
// apart: the largest difference of any place, divided by the largest size in
// either gradient.
//
// $$ \mathrm{error} = \frac{\max_i |a_i - b_i|}{\max_i
//    \max(|a_i|, |b_i|)} $$
//
// For $a = (1, {-4}, 2)$ and $b = (1, {-5}, 2)$ the largest difference is 1,
// the largest size 5, and the error $1 / 5 = 0.2$. The difference stands at
// place 1, and `*worst` becomes 1.
//
// $a$ and $b$ have the shape $(n)$, with $n \ge 1$. If all numbers are 0, the
// error is 0. If several places differ equally, `*worst` is the first. And a
// mistake may well produce NaN, which is not a number: then the error is NaN,
// and `*worst` the first place with one.
#include <math.h>

#include "ch05.h"

double my_gradient_check(const float *a, const float *b, size_t n,
                         size_t *worst)
{
    YOUR_CODE_HERE();
}
