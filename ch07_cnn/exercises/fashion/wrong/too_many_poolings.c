/* caught-by: fashion/is_understood */
#include "ch07.h"

const char *my_fashion(void)
{
    return "conv 8 5, relu, pool 4, conv 16 5, relu, pool 4, affine 10";
}

size_t my_fashion_numbers(void) { return 208 + 3216 + 170; }
