// # Solution: how far is a step?
//
// Momentum's speed $v$ stays where what it loses is what it gains:
// $0.1\, v = 0.2$, so $v = 2$. That is ten times the step without it.
//
// AdaGrad's first step is $0.1 \cdot 2 / \sqrt{4}$: the slope cancels. Step
// 100 divides by $\sqrt{100 \cdot 4}$, and is a tenth. It becomes tired, and
// never recovers.
//
// Adam's first means are corrected to the slope and its square, so that the
// slope cancels here, too. Each step is about as long as the rate says,
// whether the slope is 2 or 2000. So the rate of Adam means a distance, and
// that of the others does not.
#include "ch06.h"

struct step_sizes my_step_sizes(void)
{
    const double lr = 0.1, slope = 2;
    return (struct step_sizes){
        .sgd = lr * slope,
        .momentum = lr * slope * 10,
        .adagrad = lr,
        .adagrad_100 = lr / 10,
        .adam = lr,
        .adam_steep = lr,
    };
}
