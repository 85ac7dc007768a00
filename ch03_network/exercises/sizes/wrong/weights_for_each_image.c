/* caught-by: sizes/parameters sizes/bytes */
#include "ch03.h"

struct sizes my_sizes(void)
{
    return (struct sizes){
        .weights = 5000,
        .parameters = 4536000,
        .products = 45200,
        .hidden = 10000,
        .bytes = 18144000,
    };
}
