/* caught-by: fashion/is_quick */
#include "ch07.h"

const char *my_fashion(void)
{
    return "conv 32 5 2, relu, conv 32 5 2, relu, pool 4, affine 10";
}

size_t my_fashion_numbers(void) { return 832 + 25632 + 15690; }
