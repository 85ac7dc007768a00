/* caught-by: output_size/does_not_fit */
#include "ch07.h"

size_t my_output_size(size_t length, size_t window, size_t stride, size_t pad)
{
    return (length + 2 * pad - window) / stride + 1;
}
