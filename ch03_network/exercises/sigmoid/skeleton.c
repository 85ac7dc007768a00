// # Exercise: the sigmoid
//
// A perceptron jumps from 0 to 1. **Which curve goes smoothly from 0 to 1?**
// The sigmoid of [activations](../../activations.c):
//
// $$ \sigma(x) = \frac{1}{1 + e^{-x}} $$
//
// $\sigma(0) = 0.5$ and $\sigma(1) = 0.7311$. The curve is the same when it
// is turned round its middle: $\sigma(-x) = 1 - \sigma(x)$. Even for
// $x = 1000$ and $x = -1000$ the result must be a number between 0 and 1.
#include <math.h>

#include "ch03.h"

float my_sigmoid(float x)
{
    YOUR_CODE_HERE();
}
