// # Exercise: what does a measured gradient cost?
//
// [train](../../train.c) measures its gradient: each weight is moved to both
// sides, and the loss is computed at both places. **How long would an epoch
// take in this way?** Guess first, then count.
//
// Take a smaller case. A network with layers of 3, 2 and 2 numbers has
// $3 \cdot 2 + 2$ and $2 \cdot 2 + 2$ parameters: 14. A measured gradient
// needs the loss at two places for each of them, 28 losses. With a batch of
// 10 images each loss needs 10 answers of the network: 280. And 50 images are
// 5 batches, so an epoch has 5 steps.
//
// Now the real one: layers of 784, 50 and 10 numbers, 60,000 images, batches
// of 100. Suppose that the loss of one batch takes a millisecond. On your machine
// it is probably less: `./ch04/train --full --steps 1` says how long a step takes.
//
// Delete the line `YOUR_CODE_HERE();`, and put your predictions in the places
// of the zeros. A calculation may stand there as it is; with a point in one
// of its numbers, `3.0 * 4`, C divides with a fraction and has room for large
// results.
#include "ch04.h"

struct price my_price(void)
{
    YOUR_CODE_HERE();
    return (struct price){
        .parameters = 0, // weights and biases
        .losses = 0,     // computed for the gradient of one batch
        .images = 0,     // that go through the network for this gradient
        .steps = 0,      // of an epoch
        .hours = 0,      // of an epoch; one digit behind the point is enough
    };
}
