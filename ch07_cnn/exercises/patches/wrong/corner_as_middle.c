/* caught-by: patches/corner */
#include "ch07.h"

struct patches my_patches(void)
{
    return (struct patches){
        .rows = 57600,
        .columns = 25,
        .growth = 18.367,
        .products = 43200000,
        .middle = 25,
        .corner = 25,
    };
}
