/* caught-by: fashion/sees_neighbours */
#include "ch07.h"

const char *my_fashion(void) { return "affine 100, relu, affine 10"; }

size_t my_fashion_numbers(void) { return 78500 + 1010; }
