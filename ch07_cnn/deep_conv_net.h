/** @file deep_conv_net.h
 *  @ingroup ch07
 *  A network of eight layers with weights: three pairs of convolutions, each with
 *  a pooling behind it, and two affine layers. */
#ifndef DEEP_CONV_NET_H
#define DEEP_CONV_NET_H

#include "ground/rng.h"
#include "network/network.h"

/** What both networks need. */
enum {
    DEEP_CONV_NET_LEAST = 4 /**< rows and columns of an image, at least, so
                                 that something is left behind the third
                                 pooling */
};

/** Which of the two networks. */
typedef enum {
    DEEP_BOOK,  /**< as in the book, with dropout before and behind the last
                     layer */
    DEEP_BETTER /**< with batch normalization behind each convolution, and no
                     dropout */
} DeepKind;

/** Add to the empty net the layers of this kind for images of height x width in so
 *  many classes. rng draws the weights W1 … W8 and is kept for the dropout of DEEP_BOOK: it
 *  must outlive net. */
void deep_conv_net_build(Network *net, DeepKind kind, int height, int width,
                         int classes, Rng *rng);

#endif
