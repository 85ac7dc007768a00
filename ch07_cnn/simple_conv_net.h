/** @file simple_conv_net.h
 *  @ingroup ch07
 *  The book's SimpleConvNet: convolution, ReLU, max pooling, affine, ReLU,
 *  affine, softmax. Its parameters are called W1 b1 W2 b2 W3 b3, as there. */
#ifndef SIMPLE_CONV_NET_H
#define SIMPLE_CONV_NET_H

#include "ground/rng.h"
#include "network/network.h"

/** What the network of the book needs. */
enum {
    SIMPLE_CONV_NET_LEAST = 6 /**< rows and columns of an image, at least: a
                                   filter of 5 x 5 has two places along each
                                   then, for the pooling */
};

/** What the network consists of. */
typedef struct {
    int channels; /**< of an image: C */
    int height;   /**< of an image: H */
    int width;    /**< of an image: W */
    int filters;  /**< FN */
    int size;     /**< of a filter, in rows and columns: FH = FW */
    int hidden;   /**< neurons of the first affine layer */
    int classes;  /**< outputs: K */
} SimpleConvNet;

/** The book's sizes, 30 filters of 5 x 5 and 100 hidden neurons, for grey
 *  images of height x width in so many classes. */
SimpleConvNet simple_conv_net(int height, int width, int classes);

/** Add to the empty net the layers that shape describes, and a softmax loss.
 *  net reads its examples as (channels, height, width). rng draws the first
 *  weights, with the standard deviation he_std() for each layer. */
void simple_conv_net_build(Network *net, const SimpleConvNet *shape,
                           Rng *rng);

#endif
