/* caught-by: budget/one_network */
#include "ch05.h"

struct budget my_budget(void)
{
    return (struct budget){.scale = 0.1f, .rate = 1};
}
