/* caught-by: fashion/ends_with_ten */
#include "ch07.h"

const char *my_fashion(void)
{
    return "conv 8 5, relu, pool 2, affine 32, relu, affine 10, relu";
}

size_t my_fashion_numbers(void) { return 208 + 36896 + 330; }
