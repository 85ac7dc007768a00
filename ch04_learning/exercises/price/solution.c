// # Solution: what does a measured gradient cost?
//
// More than half a day for one epoch: over 13 hours. The price grows with the
// number of parameters: a network twice as large has twice as many slopes, and
// each of them needs a walk through a network twice as large. Chapter 5 finds all
// slopes for the price of a few losses, and
// [trains in seconds](../../../ch05_backprop/train.c).
#include "ch04.h"

struct price my_price(void)
{
    const double parameters = 784 * 50 + 50 + 50 * 10 + 10;
    const double losses = 2 * parameters;
    const double steps = 60000.0 / 100;
    return (struct price){
        .parameters = parameters,
        .losses = losses,
        .images = losses * 100,
        .steps = steps,
        .hours = steps * losses * 0.001 / 60 / 60,
    };
}
