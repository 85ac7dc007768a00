/* caught-by: output_size/by_hand */
#include "ch07.h"

size_t my_output_size(size_t length, size_t window, size_t stride, size_t pad)
{
    const size_t padded = length + 2 * pad;
    if (window > padded) {
        return 0;
    }
    return padded / stride;
}
