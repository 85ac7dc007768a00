/* caught-by: sizes/hidden */
#include "ch03.h"

struct sizes my_sizes(void)
{
    return (struct sizes){
        .weights = 5000,
        .parameters = 45360,
        .products = 45200,
        .hidden = 100,
        .bytes = 181440,
    };
}
