/* caught-by: fashion/is_small */
#include "ch07.h"

const char *my_fashion(void)
{
    return "conv 30 5, relu, pool 2, affine 100, relu, affine 10";
}

size_t my_fashion_numbers(void) { return 780 + 432100 + 1010; }
