/* caught-by: patches/columns */
#include "ch07.h"

struct patches my_patches(void)
{
    return (struct patches){
        .rows = 57600,
        .columns = 750,
        .growth = 18.367,
        .products = 43200000,
        .middle = 25,
        .corner = 1,
    };
}
