// # Solution: shapes through a network
//
// A padding of 2 makes up for a filter of 5: the rows stay 32. The second
// convolution reads 16 channels, so each of its 32 filters has
// $16 \cdot 9$ weights. The affine layer has three times as many as that
// convolution, although it does nothing but add up in the end.
#include "ch07.h"

struct shapes my_shapes(void)
{
    const double conv1 = 32 + 2 * 2 - 5 + 1, pool1 = conv1 / 2;
    const double conv2 = pool1 - 3 + 1, pool2 = conv2 / 2;
    const double features = 32 * pool2 * pool2;
    return (struct shapes){
        .conv1 = conv1,
        .pool1 = pool1,
        .conv2 = conv2,
        .pool2 = pool2,
        .features = features,
        .learnt2 = 32 * 16 * 9 + 32,
        .affine = features * 10 + 10,
    };
}
