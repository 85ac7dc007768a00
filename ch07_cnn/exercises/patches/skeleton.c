// # Exercise: what does im2col cost?
//
// A convolution can be computed as one product of matrices, if the images
// are first written as [a matrix of patches](../im2col/skeleton.c): a row for
// each place of the window. **How much larger does im2col make an image?**
//
// Take one image of $4 \times 4$ and a window of $2 \times 2$, with stride 1.
// The window stands at $3 \cdot 3 = 9$ places, and sees 4 numbers at each. So
// the matrix is $(9, 4)$: 36 numbers of 16, and $2.25$ times as many. With 3
// filters, each row is multiplied with 3 columns of 4 weights:
// $9 \cdot 4 \cdot 3 = 108$ multiplications. A pixel in the middle stands in
// 4 patches, and one in a corner in a single one.
//
// Now the first layer of the network that reads digits: a batch of 100 images
// of $28 \times 28$ with one channel, 30 filters of $5 \times 5$, stride 1
// and no padding.
//
// Delete the line `YOUR_CODE_HERE();`, and put your predictions in the places
// of the zeros. A quotient with a point, `7.0 / 2`, keeps its fraction in C.
#include "ch07.h"

struct patches my_patches(void)
{
    YOUR_CODE_HERE();
    return (struct patches){
        .rows = 0,     // of the matrix of patches, for all 100 images
        .columns = 0,  // of the matrix
        .growth = 0,   // its size, divided by that of the images; 3 digits
        .products = 0, // multiplications of the convolution
        .middle = 0,   // patches that hold one pixel of the middle
        .corner = 0,   // patches that hold the pixel of a corner
    };
}
