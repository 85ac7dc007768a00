/* caught-by: step_sizes/adagrad step_sizes/adagrad_100 */
#include "ch06.h"

struct step_sizes my_step_sizes(void)
{
    return (struct step_sizes){
        .sgd = 0.2,
        .momentum = 2,
        .adagrad = 0.2,
        .adagrad_100 = 0.02,
        .adam = 0.1,
        .adam_steep = 0.1,
    };
}
