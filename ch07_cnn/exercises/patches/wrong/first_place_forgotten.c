/* caught-by: patches/rows patches/growth patches/products */
#include "ch07.h"

struct patches my_patches(void)
{
    return (struct patches){
        .rows = 52900,
        .columns = 25,
        .growth = 16.869,
        .products = 39675000,
        .middle = 25,
        .corner = 1,
    };
}
