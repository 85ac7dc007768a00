/* caught-by: sizes/products */
#include "ch03.h"

struct sizes my_sizes(void)
{
    return (struct sizes){
        .weights = 5000,
        .parameters = 45360,
        .products = 45360,
        .hidden = 10000,
        .bytes = 181440,
    };
}
