/** @file network.h
 *  @ingroup ch05
 *  Layers in a row, and a loss at the end. */
#ifndef NETWORK_H
#define NETWORK_H

#include "data/dataset.h"
#include "layers/layer.h"
#include "layers/loss_layer.h"

enum {
    MAX_LAYERS = 64,                              /**< layers of a network */
    MAX_NETWORK_PARAMS = MAX_LAYERS * MAX_PARAMS, /**< all their parameters */
    MAX_NETWORK_STATES = MAX_LAYERS * MAX_STATES  /**< all their states */
};

/** A network. Start from `Network net = {0}` and add layers. */
typedef struct {
    int count;                 /**< how many layers */
    Layer *layers[MAX_LAYERS]; /**< owned, first to last */
    LossLayer *loss;           /**< owned */
    Shape example;   /**< how one example is read, such as (C, H, W);
                                    all 0: as it comes */
    Tensor x;        /**< the examples, read so; a view */
    Tensor *dx[2];   /**< for all gradients on the way back, in turn; owned */
    int param_count; /**< how many parameters in all layers */
    Param *params[MAX_NETWORK_PARAMS]; /**< borrowed from the layers */
    int state_count;                   /**< how many states in all layers */
    Param *states[MAX_NETWORK_STATES]; /**< borrowed from the layers */
} Network;

/** Put layer at the end of net, which owns it from now on. Its parameters and
 *  states get the book's names, "W1" "b1" "W2" …: their own, and how many of that
 *  name there have been. */
void network_add(Network *net, Layer *layer);

/** Let net end in loss, which it owns from now on. */
void network_add_loss(Network *net, LossLayer *loss);

/** Let net read each example in this shape: (C, H, W) for images, whose numbers
 *  come as a row of C*H*W. Without this call a batch is taken as it comes. No
 *  number moves. */
void network_read_as(Network *net, Shape example);

/** The parameter or state of net with this name, such as "W1" or
 *  "running_mean2"; borrowed. Stops if there is none: a program knows its
 *  network. */
Param *network_find(const Network *net, const char *name);

/** Release the layers and the loss of net, and leave it empty. */
void network_clear(Network *net);

/** The scores of net for x (N, …) in the given mode, shape (N, K); borrowed
 *  until the next call. */
const Tensor *network_predict(Network *net, const Tensor *x, Mode mode);

/** Forward: the mean loss of net on x in the given mode, if t (N, K) is
 *  right. */
real network_loss(Network *net, const Tensor *x, const Tensor *t, Mode mode);

/** Backward, after a network_loss() in TRAINING: fills the gradient of every
 *  parameter of net. */
void network_backward(Network *net);

/** Is told that the gradients of layer are ready; context is handed to it. */
typedef void LayerDone(void *context, const Layer *layer);

/** The same backward of net, which calls done(context, layer) after each layer, the
 *  last of them first. */
void network_backward_telling(Network *net, LayerDone *done, void *context);

/** How many examples of data net gets right: the largest score is at the
 *  right class. Stops if the answers are quantities. */
int network_count_correct(Network *net, const Dataset *data);

/** How well net estimates the answers t of data, which are quantities: R², the
 *  share of their variance that it explains, 1 - Σ(y - t)² / Σ(t - mean)². It
 *  is 1 for a perfect network, 0 for one that always answers with the mean, and
 *  less for a worse one. If all t are equal it is 1 or 0: right or not. Stops
 *  if the answers are classes. */
double network_r_squared(Network *net, const Dataset *data);

#endif
