// # Exercise: softmax
//
// A network ends with one score for each class. **How do scores become
// probabilities?** Each is made positive by the exponential, and then all are
// divided by their sum:
//
// $$ y_k = \frac{e^{x_k}}{\sum_{i} e^{x_i}} $$
//
// For $x = (0, 0)$ that is $(0.5, 0.5)$, and for $(1, 2, 3)$ it is
// $(0.0900,\ 0.2447,\ 0.6652)$. The results add up to 1.
//
// Scores can be as large as 1000, and $e^{1000}$ is more than a `float` can
// hold. The result must be right for them, too. $x$ and $y$ have the shape
// $(n)$, with $n \ge 1$; they may be the same array.
#include <math.h>

#include "ch03.h"

void my_softmax(const float *x, float *y, size_t n)
{
    YOUR_CODE_HERE();
}
