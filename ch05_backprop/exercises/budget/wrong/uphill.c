/* caught-by: budget/leads_downhill */
#include "ch05.h"

struct budget my_budget(void)
{
    return (struct budget){.scale = 8, .rate = -3};
}
