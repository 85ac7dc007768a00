/** @file two_layer.h
 *  @ingroup ch04
 *  The network that this chapter teaches to read: one hidden layer of sigmoids
 *  and a softmax, written as plain as the mathematics. It cannot find its own
 *  gradients; that is left to whoever calls it. */
#ifndef TWO_LAYER_H
#define TWO_LAYER_H

#include "data/dataset.h"
#include "ground/rng.h"
#include "tensor/param.h"

enum { TWO_LAYER_PARAMS = 4 /**< W1, b1, W2, b2 */ };

/** The network and what it computed last. */
typedef struct {
    Param W1;  /**< (D, H): inputs to hidden neurons */
    Param b1;  /**< (H) */
    Param W2;  /**< (H, K): hidden neurons to classes */
    Param b2;  /**< (K) */
    Tensor *a; /**< (N, H): the sums of the hidden neurons; owned */
    Tensor *z; /**< (N, H): sigmoid(a); owned */
    Tensor *s; /**< (N, K): the scores; owned */
    Tensor *y; /**< (N, K): softmax of the scores; owned */
} TwoLayer;

/** A network from D inputs over H hidden neurons to K classes. Weights start as
 *  normal noise of rng, divided by the root of the number of inputs; biases
 *  as zero. The caller owns it: two_layer_clear(). */
TwoLayer two_layer_new(int D, int H, int K, Rng *rng);

/** Release what net owns and leave it empty. */
void two_layer_clear(TwoLayer *net);

/** The probabilities (N, K) of net for the inputs x (N, D); borrowed. Fills a,
 *  z, s and y of net. */
const Tensor *two_layer_predict(TwoLayer *net, const Tensor *x);

/** The mean loss of net on x (N, D), if t (N, K) is right. */
real two_layer_loss(TwoLayer *net, const Tensor *x, const Tensor *t);

/** The share of data that net reads correctly. */
double two_layer_accuracy(TwoLayer *net, const Dataset *data);

/** Fill params with the parameters of net, in the order W1, b1, W2, b2. */
void two_layer_params(TwoLayer *net, Param **params);

/** How many numbers net has to learn. */
int two_layer_size(const TwoLayer *net);

#endif
