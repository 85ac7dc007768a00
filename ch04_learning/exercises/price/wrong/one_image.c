/* caught-by: price/images */
#include "ch04.h"

struct price my_price(void)
{
    return (struct price){
        .parameters = 39760,
        .losses = 79520,
        .images = 79520,
        .steps = 600,
        .hours = 13.253,
    };
}
