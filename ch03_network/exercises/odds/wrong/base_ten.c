/* caught-by: odds/factor odds/shifted odds/doubled odds/of_three */
#include "ch03.h"

struct odds my_odds(void)
{
    return (struct odds){
        .factor = 100,
        .shifted = 100,
        .doubled = 10000,
        .of_three = 0.004975,
        .sigmoid = 2,
    };
}
