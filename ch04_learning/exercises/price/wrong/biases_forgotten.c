/* caught-by: price/parameters price/losses price/images */
#include "ch04.h"

struct price my_price(void)
{
    return (struct price){
        .parameters = 39700,
        .losses = 79400,
        .images = 7940000,
        .steps = 600,
        .hours = 13.233,
    };
}
