// # Solution: four axes in one row
//
// Count what lies before the number, in larger and then in smaller units.
// Before $(n, c)$ lie $nC + c$ planes; before row $h$ of this plane lie
// $(nC + c) H + h$ rows; and so on. The number of images is never needed.
#include "ch01.h"

// $$ ((nC + c) H + h) W + w $$
size_t my_offset4(const size_t dim[4], size_t n, size_t c, size_t h, size_t w)
{
    const size_t planes = n * dim[1] + c;
    const size_t rows = planes * dim[2] + h;
    return rows * dim[3] + w;
}
