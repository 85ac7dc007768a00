// # Exercise: how far is a step?
//
// A weight has the slope 2, in every step the same. The rate is $\eta = 0.1$.
// **How far does each optimizer move the weight?**
//
// With a slope of 3 and a rate of 0.5, stochastic gradient descent moves it
// by 1.5. [Momentum](../momentum/skeleton.c) with $\mu = 0.5$ moves it by 1.5
// first, then by $0.5 \cdot 1.5 + 1.5 = 2.25$, then by
// $0.5 \cdot 2.25 + 1.5 = 2.625$: it comes nearer and nearer to a speed that
// stays what it is.
//
// [AdaGrad](../adagrad/skeleton.c) divides by the root of the sum of all
// squared slopes until now. [Adam](../adam/skeleton.c) divides a mean of the
// slopes by the root of a mean of their squares, both corrected.
//
// Predict the size of these steps, with $\mu = 0.9$ for Momentum, and
// $\beta_1 = 0.9$ and $\beta_2 = 0.999$ for Adam. The tiny numbers that keep
// AdaGrad and Adam from dividing by 0 may be left out. Delete the line
// `YOUR_CODE_HERE();`, and put your predictions in the places of the zeros.
#include "ch06.h"

struct step_sizes my_step_sizes(void)
{
    YOUR_CODE_HERE();
    return (struct step_sizes){
        .sgd = 0,         // the slope is 2, the rate 0.1
        .momentum = 0,    // after very many steps
        .adagrad = 0,     // in the first step
        .adagrad_100 = 0, // in step number 100
        .adam = 0,        // in the first step
        .adam_steep = 0,  // in the first step, if the slope is 2000
    };
}
