/* caught-by: patches/rows patches/products */
#include "ch07.h"

struct patches my_patches(void)
{
    return (struct patches){
        .rows = 576,
        .columns = 25,
        .growth = 18.367,
        .products = 432000,
        .middle = 25,
        .corner = 1,
    };
}
