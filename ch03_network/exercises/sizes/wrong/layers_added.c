/* caught-by: sizes/weights sizes/products sizes/parameters sizes/bytes */
#include "ch03.h"

struct sizes my_sizes(void)
{
    return (struct sizes){
        .weights = 150,
        .parameters = 1204,
        .products = 1044,
        .hidden = 10000,
        .bytes = 4816,
    };
}
