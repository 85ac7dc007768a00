/* caught-by: odds/doubled */
#include "ch03.h"

struct odds my_odds(void)
{
    return (struct odds){
        .factor = 7.389,
        .shifted = 7.389,
        .doubled = 14.78,
        .of_three = 0.0634,
        .sigmoid = 2,
    };
}
