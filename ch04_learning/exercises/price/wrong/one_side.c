/* caught-by: price/losses price/images price/hours */
#include "ch04.h"

struct price my_price(void)
{
    return (struct price){
        .parameters = 39760,
        .losses = 39760,
        .images = 3976000,
        .steps = 600,
        .hours = 6.627,
    };
}
