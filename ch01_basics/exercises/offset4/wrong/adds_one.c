/* caught-by: offset4/by_hand */
#include "ch01.h"

size_t my_offset4(const size_t dim[4], size_t n, size_t c, size_t h, size_t w)
{
    const size_t planes = n * dim[1] + c;
    const size_t rows = planes * dim[2] + h;
    return rows * dim[3] + w + 1;
}
