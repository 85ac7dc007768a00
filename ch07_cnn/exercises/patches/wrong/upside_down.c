/* caught-by: patches/growth */
#include "ch07.h"

struct patches my_patches(void)
{
    return (struct patches){
        .rows = 57600,
        .columns = 25,
        .growth = 0.0544,
        .products = 43200000,
        .middle = 25,
        .corner = 1,
    };
}
