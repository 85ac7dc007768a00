// # A simple convolutional network
//
// A convolution finds small shapes anywhere in an image, and a pooling keeps
// little more than whether they are there. **What must follow, so that ten
// scores come out?** Two affine layers, as in chapter 5. They no longer look
// at pixels, but at what the filters have found.
#include "simple_conv_net.h"

#include "layers/affine.h"
#include "layers/convolution.h"
#include "layers/max_pool.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/init.h"

// ## The sizes, by hand
//
// An image is $(1, 28, 28)$. A filter of $5 \times 5$ has $28 - 5 + 1 = 24$
// places in each direction, so 30 filters make 30 **feature maps** (特征图) of
// $24 \times 24$. The pooling keeps one of each four numbers: 30 maps of
// $12 \times 12$, which are $30 \cdot 12 \cdot 12 = 4320$ numbers.
//
// | layer | weights | output |
// |---|---|---|
// | convolution | $W_1$ (30, 1, 5, 5) | $(N, 30, 24, 24)$ |
// | ReLU | none | the same |
// | max pooling | none | $(N, 30, 12, 12)$ |
// | affine | $W_2$ (4320, 100) | $(N, 100)$ |
// | ReLU | none | the same |
// | affine | $W_3$ (100, 10) | $(N, 10)$ |
//
// With the biases that makes $780 + 432100 + 1010 = 433890$ numbers. Less than
// one in five hundred of them belongs to the filters.
SimpleConvNet simple_conv_net(int height, int width, int classes)
{
    return (SimpleConvNet){.channels = 1,
                           .height = height,
                           .width = width,
                           .filters = 30,
                           .size = 5,
                           .hidden = 100,
                           .classes = classes};
}

// ## The layers
//
// The first weights are drawn from the bell curve and multiplied by
// $\sqrt{2/n}$, [He's rule](../common/math/init.c), where $n$ is how many
// numbers a neuron adds up: 25 for a filter, 4320 and 100 for the affine
// layers. The book takes $0.01$ for all three. For a filter He's rule gives
// $\sqrt{2/25} = 0.283$, which is 28 times as large. With $0.01$ the numbers
// shrink from layer to layer, and the first steps learn little.
void simple_conv_net_build(Network *net, const SimpleConvNet *shape, Rng *rng)
{
    const SimpleConvNet *s = shape;
    const Window filter = window_square(s->size, 1, 0);
    const Window pool = window_square(2, 2, 0);
    const Shape maps = window_output(
        &filter, SHAPE(1, s->channels, s->height, s->width), s->filters);
    const int features = shape_size(window_output(&pool, maps, s->filters));

    network_read_as(net, SHAPE(s->channels, s->height, s->width));
    network_add(net, convolution_new(s->channels, s->filters, filter,
                                     he_std(s->channels * s->size * s->size),
                                     rng));
    network_add(net, relu_new());
    network_add(net, max_pool_new(pool));
    network_add(net, affine_new(features, s->hidden, he_std(features), rng));
    network_add(net, relu_new());
    network_add(net,
                affine_new(s->hidden, s->classes, he_std(s->hidden), rng));
    network_add_loss(net, softmax_loss_new());
}
