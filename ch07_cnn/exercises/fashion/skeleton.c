// # Exercise: clothes, with few numbers
//
// Zalando's photos of clothes have the format of MNIST, and are harder to read. The
// network of [this chapter](../../train.c) has 433,890 numbers, nearly all of them in
// one affine layer. **How well does a network read clothes that has fewer than 100,000
// numbers?** Build one. Each test is a step, and each step is a point.
//
// A network is a line of text, its layers with commas between them. This is the
// book's: `"conv 30 5, relu, pool 2, affine 100, relu, affine 10"`.
// `conv FILTERS SIZE` moves one pixel at a time; behind a third number, as in `conv 8 3 1`, come so
// many rows of zeros around the image. `pool SIZE` keeps the largest of each square.
// There are at most 24 layers.
//
// An image has the shape $(1, 28, 28)$. Behind `conv 8 5` come eight maps of
// $28 - 5 + 1 = 24$ rows, and the layer has $(1 \cdot 25 + 1) \cdot 8 = 208$ numbers. For one
// image it multiplies $25 \cdot 8 \cdot 24^2 = 115200$ times. All layers together
// shall do so at most 4,000,000 times.
//
// The tests ask for a network that fits, not for clothes. To see it learn, say
// `make play E=ch07/fashion ARGS='--data fashion --steps 3000'`: it learns with the loop of
// `./ch07/train`, which is the same for everybody. **The aim is 0.90 of the images that
// it has never seen.** `apt install dataset-fashion-mnist` brings them; without
// `--data fashion`, it learns digits. `make board` ranks a class.
#include "ch07.h"

const char *my_fashion(void)
{
    YOUR_CODE_HERE();
}

// ## The last step
//
// Count the numbers of your network by hand, layer by layer.
size_t my_fashion_numbers(void)
{
    YOUR_CODE_HERE();
}
