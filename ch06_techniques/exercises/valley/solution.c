// # Solution: settings for Momentum
//
// $\mu = 0.9$ is what one reads everywhere, but here it is too much: each
// step keeps 0.9 of the speed, and the swing dies out like
// $\sqrt{0.9}^{\,30}$, which is a fifth. With $\mu = 0.4$ it dies out like
// $\sqrt{0.4}^{\,30}$, a millionth, and a larger rate is allowed as well.
//
// The best $\mu$ depends on how much steeper one axis is than the other, here
// 20 times. In a valley that is a thousand times steeper, it is near 0.9. So
// the usual value is a guess about valleys, and often a good one.
#include "ch06.h"

struct valley my_valley(void)
{
    return (struct valley){
        .lr = 1,
        .mu = 0.4f,
    };
}
