/* caught-by: odds/sigmoid */
#include "ch03.h"

struct odds my_odds(void)
{
    return (struct odds){
        .factor = 7.389,
        .shifted = 7.389,
        .doubled = 54.6,
        .of_three = 0.0634,
        .sigmoid = 3,
    };
}
