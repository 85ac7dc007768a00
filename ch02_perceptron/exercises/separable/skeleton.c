// # Exercise: which tables can one neuron answer?
//
// Four inputs have sixteen tables of answers. **For which of the sixteen
// tables is there a perceptron?** Those are called **linearly separable**
// (线性可分): one straight line parts the ones from the zeros.
//
// `t` holds the answers to $(0,0)$, $(0,1)$, $(1,0)$ and $(1,1)$, in this
// order. AND is $(0, 0, 0, 1)$, and a line can do it: return 1. For a table
// without such a line return 0.
//
// There are two ways: to think about the two tables that fail, or to let the
// program search for weights and a bias.
#include "ch02.h"

int my_separable(const int t[4])
{
    YOUR_CODE_HERE();
}
