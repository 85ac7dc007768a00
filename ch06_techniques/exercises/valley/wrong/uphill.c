/* caught-by: valley/values */
#include "ch06.h"

struct valley my_valley(void)
{
    return (struct valley){.lr = -1, .mu = 0.4f};
}
