// # Solution: the sigmoid
//
// For $x = -1000$ the power is $e^{1000}$, which a `float` calls infinite.
// Then $1 / \infty = 0$, the right answer. So nothing needs a special case.
//
// The fraction $e^x / (1 + e^x)$ is the same in algebra. With $x = 1000$ it
// would be $\infty / \infty$, which is no number.
#include <math.h>

#include "ch03.h"

// $$ \sigma(x) = \frac{1}{1 + e^{-x}} $$
float my_sigmoid(float x) { return 1 / (1 + expf(-x)); }
