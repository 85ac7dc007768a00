/* caught-by: odds/factor odds/shifted odds/doubled odds/of_three */
#include "ch03.h"

struct odds my_odds(void)
{
    return (struct odds){
        .factor = 3,
        .shifted = 1.0198,
        .doubled = 3,
        .of_three = 0.1429,
        .sigmoid = 2,
    };
}
