// # Exercise: how large is a network?
//
// The network that [reads digits](../../recognize.c) has 784 inputs, hidden
// layers of 50 and 100 neurons, and 10 outputs. **How many numbers has it
// learnt, and how much work is one image?** You need no computer for it:
// count.
//
// In a smaller one, with layers of 3, 2 and 4 numbers, there are
// $3 \cdot 2 = 6$ weights between the first two layers and $2 \cdot 4 = 8$
// between the last two. Each of the $2 + 4$ neurons has a bias. So these are
// 20 **parameters** (参数). Each weight is multiplied by one number of the
// layer before it: 14 multiplications for an image.
//
// Delete the line `YOUR_CODE_HERE();`, and put your predictions in the places
// of the zeros. A product may stand there as a product, `.weights = 3 * 2`.
// A `float` takes 4 bytes.
#include "ch03.h"

struct sizes my_sizes(void)
{
    YOUR_CODE_HERE();
    return (struct sizes){
        .weights = 0,    // between the 50 and the 100 neurons
        .parameters = 0, // of the whole network
        .products = 0,   // multiplications for one image
        .hidden = 0,     // numbers from the layer of 100, for 100 images
        .bytes = 0,      // of all parameters, as float
    };
}
