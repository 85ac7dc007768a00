/* caught-by: budget/begins_unlike */
#include "ch05.h"

struct budget my_budget(void)
{
    return (struct budget){.scale = 0, .rate = 3};
}
