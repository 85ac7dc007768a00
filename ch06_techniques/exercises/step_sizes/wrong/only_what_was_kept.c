/* caught-by: step_sizes/momentum */
#include "ch06.h"

struct step_sizes my_step_sizes(void)
{
    return (struct step_sizes){
        .sgd = 0.2,
        .momentum = 1.8,
        .adagrad = 0.1,
        .adagrad_100 = 0.01,
        .adam = 0.1,
        .adam_steep = 0.1,
    };
}
