/* caught-by: separable/its_opposite_is_not */
#include "ch02.h"

int my_separable(const int t[4])
{
    return !(t[0] == 0 && t[1] == 1 && t[2] == 1 && t[3] == 0);
}
