/* caught-by: fashion/is_understood */
#include "ch07.h"

const char *my_fashion(void)
{
    return "conv 8 5, relu, pool 2, dense 32, relu, affine 10";
}

size_t my_fashion_numbers(void) { return 208 + 36896 + 330; }
