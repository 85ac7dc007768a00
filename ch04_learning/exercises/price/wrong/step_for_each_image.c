/* caught-by: price/steps price/hours */
#include "ch04.h"

struct price my_price(void)
{
    return (struct price){
        .parameters = 39760,
        .losses = 79520,
        .images = 7952000,
        .steps = 60000,
        .hours = 1325.3,
    };
}
