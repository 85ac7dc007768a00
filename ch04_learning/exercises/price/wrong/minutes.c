/* caught-by: price/hours */
#include "ch04.h"

struct price my_price(void)
{
    return (struct price){
        .parameters = 39760,
        .losses = 79520,
        .images = 7952000,
        .steps = 600,
        .hours = 795.2,
    };
}
