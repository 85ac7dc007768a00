/** @file deep_network.h
 *  @ingroup ch06
 *  The network of this chapter's experiments: affine layers in a row, each with
 *  the same activation, and everything that an experiment wants to vary. */
#ifndef DEEP_NETWORK_H
#define DEEP_NETWORK_H

#include "ground/rng.h"
#include "network/network.h"

/** What a deep network consists of. */
typedef struct {
    int inputs;                 /**< numbers of an example: D */
    int hidden;                 /**< neurons in each hidden layer */
    int depth;                  /**< how many hidden layers */
    int classes;                /**< outputs: K */
    Layer *(*activation)(void); /**< relu_new, sigmoid_new or tanh_new */
    real (*std)(int inputs);    /**< he_std or xavier_std: the size of the
                                     first weights; NULL: scale */
    double scale;    /**< the same for all layers, if std is NULL */
    bool batch_norm; /**< batch normalization between affine and
                          activation */
    double dropout;  /**< dropped after each activation; 0: none */
} DeepNetwork;

/** Add to the empty net the layers that shape describes, and a softmax loss.
 *  rng draws the weights. noise draws what dropout drops, and must outlive net; NULL if
 *  there is no dropout. */
void deep_network_build(Network *net, const DeepNetwork *shape, Rng *rng,
                        Rng *noise);

#endif
