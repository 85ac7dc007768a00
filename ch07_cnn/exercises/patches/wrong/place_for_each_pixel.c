/* caught-by: patches/rows patches/growth patches/products */
#include "ch07.h"

struct patches my_patches(void)
{
    return (struct patches){
        .rows = 78400,
        .columns = 25,
        .growth = 25,
        .products = 58800000,
        .middle = 25,
        .corner = 1,
    };
}
