// # Eight layers
//
// One convolution finds strokes. **What do several convolutions find, one
// after the other?** The second sees what the first has found, in a larger
// part of the image: corners, ends and arcs. The third puts these together
// again.
//
// Two filters of $3 \times 3$ in a row see a patch of $5 \times 5$. For each
// channel that goes in and each map that comes out they have $2 \cdot 9 = 18$
// weights, where one of $5 \times 5$ has 25. And there is one bend more,
// between the two. That is why deep networks have small filters (K. Simonyan
// and A. Zisserman, 2014).
//
// The page builds two networks, which [the next one](train_deep.c) trains.
// `DEEP_BOOK` is the network of Saitoh's book, with dropout. `DEEP_BETTER` has
// batch normalization in place of it, and learns from images that are turned
// and moved a little each time.
#include "deep_conv_net.h"

#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "layers/convolution.h"
#include "layers/dropout.h"
#include "layers/max_pool.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/init.h"

enum { CONVOLUTIONS = 6, HIDDEN = 50 };

// ## Three pairs
//
// The number of filters doubles where the pooling halves the image. The padding
// of 1 keeps the size of the image. The fourth convolution has 2 at each end,
// and makes $14 + 2 \cdot 2 - 3 + 1 = 16$ of 14, which can be halved twice
// more.
//
// | | filters | an image becomes |
// |---|---|---|
// | convolution 1, 2, pooling | 16 | $28 \times 28$, then $14 \times 14$ |
// | convolution 3, 4, pooling | 32 | $16 \times 16$, then $8 \times 8$ |
// | convolution 5, 6, pooling | 64 | $8 \times 8$, then $4 \times 4$ |
// | affine, affine | | 50, 10 |
static const int filters[CONVOLUTIONS] = {16, 16, 32, 32, 64, 64};
static const int pads[CONVOLUTIONS] = {1, 1, 1, 2, 1, 1};

static Shape add_convolution(Network *net, DeepKind kind, Shape x, int i,
                             Rng *rng)
{
    const Window window = window_square(3, 1, pads[i]);
    const int C = x.n[1];
    network_add(net,
                convolution_new(C, filters[i], window, he_std(9 * C), rng));
    if (kind == DEEP_BETTER) {
        network_add(net, batch_norm_new(filters[i]));
    }
    network_add(net, relu_new());
    return window_output(&window, x, filters[i]);
}

static Shape add_pair(Network *net, DeepKind kind, Shape x, int i, Rng *rng)
{
    const Window half = window_square(2, 2, 0);
    x = add_convolution(net, kind, x, i, rng);
    x = add_convolution(net, kind, x, i + 1, rng);
    network_add(net, max_pool_new(half));
    return window_output(&half, x, x.n[1]);
}

// ## The end
//
// What the filters found goes through two affine layers. The book
// [drops](../common/layers/dropout.c) half of the numbers between them in training, and
// half of the ten scores as well. The second is unusual: in half of all cases the score
// of the right answer itself becomes 0. The better network drops nothing. It never sees
// the same image [twice](distort.c), and has nothing to learn by heart.
void deep_conv_net_build(Network *net, DeepKind kind, int height, int width,
                         int classes, Rng *rng)
{
    Shape x = SHAPE(1, 1, height, width);
    network_read_as(net, SHAPE(1, height, width));
    for (int i = 0; i < CONVOLUTIONS; i += 2) {
        x = add_pair(net, kind, x, i, rng);
    }
    const int found = shape_size(x);
    network_add(net, affine_new(found, HIDDEN, he_std(found), rng));
    network_add(net, relu_new());
    if (kind == DEEP_BOOK) {
        network_add(net, dropout_new(0.5, rng));
    }
    network_add(net, affine_new(HIDDEN, classes, he_std(HIDDEN), rng));
    if (kind == DEEP_BOOK) {
        network_add(net, dropout_new(0.5, rng));
    }
    network_add_loss(net, softmax_loss_new());
}
