/* caught-by: offset4/by_hand offset4/every_place_once_and_in_order */
#include "ch01.h"

size_t my_offset4(const size_t dim[4], size_t n, size_t c, size_t h, size_t w)
{
    return n + dim[0] * (c + dim[1] * (h + dim[2] * w));
}
