/* caught-by: fashion/is_counted */
#include "ch07.h"

const char *my_fashion(void)
{
    return "conv 8 5 2, relu, pool 2, conv 16 5 2, relu, pool 2, affine 32, relu, affine 10";
}

size_t my_fashion_numbers(void) { return 208 + 416 + 25120 + 330; }
