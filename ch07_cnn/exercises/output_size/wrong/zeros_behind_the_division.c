/* caught-by: output_size/zeros_at_both_ends */
#include "ch07.h"

size_t my_output_size(size_t length, size_t window, size_t stride, size_t pad)
{
    if (window > length + 2 * pad) {
        return 0;
    }
    return (length - window) / stride + 1 + 2 * pad;
}
