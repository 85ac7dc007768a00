// # Exercise: settings for Momentum
//
// The valley $f(x_0, x_1) = x_0^2 / 20 + x_1^2$ is the one in which
// [six optimizers walk](../../optimizer_paths.c). Its slopes are $x_0 / 10$
// and $2 x_1$. Plain descent with its best rate, about 0.95, leaves a
// twentieth of the distance after 30 steps. **Can settings of Momentum leave
// less than a hundredth?**
//
// $$ v \leftarrow \mu v - \eta\, \frac{\partial f}{\partial x} \qquad
//    x \leftarrow x + v $$
//
// At the beginning $v = 0$. With $\mu$ near 1 the walk keeps nearly all of
// its speed: it swings through the bottom, to and fro. With a small $\mu$ it
// creeps along the flat axis. With too large a rate $\eta$ it jumps about on
// the steep one.
//
// Delete the line `YOUR_CODE_HERE();`, and choose. Few guesses are right;
// look at what the test prints of your walk, and change one number at a time.
#include "ch06.h"

struct valley my_valley(void)
{
    YOUR_CODE_HERE();
    return (struct valley){
        .lr = 0.1f, // the rate
        .mu = 0.9f, // the part of the speed that stays
    };
}
