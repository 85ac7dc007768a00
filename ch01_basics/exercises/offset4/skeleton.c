// # Exercise: four axes in one row
//
// A batch of colour images has four axes: $N$ images, $C$ colours, $H$ rows,
// $W$ columns. Memory has one. **At which place of one row does each number
// of four axes stand?**
//
// Moving one step along the last axis moves one place. One step along $h$
// jumps over a whole row of $W$ numbers, one along $c$ over $H$ rows, and one
// along $n$ over $C$ colours. In the shape $(2, 3, 4, 5)$ the number
// $(1, 0, 0, 0)$ stands at place $3 \cdot 4 \cdot 5 = 60$.
//
// `dim` holds the four lengths $N, C, H, W$.
#include "ch01.h"

size_t my_offset4(const size_t dim[4], size_t n, size_t c, size_t h, size_t w)
{
    YOUR_CODE_HERE();
}
