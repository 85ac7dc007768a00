// # Solution: how large is a network?
//
// Nearly all parameters stand in the first layer, because an image is so
// large: $784 \cdot 50$ of 45,360. The batch changes how many numbers flow
// through the network, but not how many it has learnt.
#include "ch03.h"

struct sizes my_sizes(void)
{
    const double weights = 784 * 50 + 50 * 100 + 100 * 10;
    const double biases = 50 + 100 + 10;
    return (struct sizes){
        .weights = 50 * 100,
        .parameters = weights + biases,
        .products = weights,
        .hidden = 100 * 100,
        .bytes = (weights + biases) * 4,
    };
}
