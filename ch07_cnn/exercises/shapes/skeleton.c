// # Exercise: shapes through a network
//
// A network reads colour images: 3 channels, $32 \times 32$. **How many
// numbers arrive at its last layer, and where are most of its weights?** Its
// layers are
//
// 1. a convolution with 16 filters of $5 \times 5$, stride 1 and padding 2;
// 2. max pooling with a window of $2 \times 2$ and stride 2;
// 3. a convolution with 32 filters of $3 \times 3$, stride 1, no padding;
// 4. max pooling again, as before;
// 5. an affine layer with 10 outputs.
//
// With $H$ rows, a window of $FH$ rows, the stride $S$ and the padding $P$,
// there are $(H + 2P - FH) / S + 1$ rows afterwards, rounded down. A filter
// reaches through all channels, and has one bias.
//
// In a smaller network one channel of $8 \times 8$ goes through 4 filters of
// $3 \times 3$: 6 rows are left, and $4 \cdot 9 + 4 = 40$ numbers are learnt.
// Pooling leaves 3 rows, and nothing is learnt there. An affine layer with 2
// outputs reads $4 \cdot 3 \cdot 3 = 36$ numbers, and learns
// $36 \cdot 2 + 2 = 74$.
//
// Delete the line `YOUR_CODE_HERE();`, and put your predictions in the places
// of the zeros.
#include "ch07.h"

struct shapes my_shapes(void)
{
    YOUR_CODE_HERE();
    return (struct shapes){
        .conv1 = 0,    // rows behind the first convolution
        .pool1 = 0,    // rows behind the first pooling
        .conv2 = 0,    // rows behind the second convolution
        .pool2 = 0,    // rows behind the second pooling
        .features = 0, // numbers of an image that the affine layer reads
        .learnt2 = 0,  // weights and biases of the second convolution
        .affine = 0,   // weights and biases of the affine layer
    };
}
