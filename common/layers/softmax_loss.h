/** @file layers/softmax_loss.h
 *  @ingroup ch05
 *  Softmax and cross-entropy in one, the end of a network that classifies:
 *  scores become probabilities, and the loss is how surprised they are by the
 *  right answer. */
#ifndef SOFTMAX_LOSS_H
#define SOFTMAX_LOSS_H

#include "layers/loss_layer.h"

/** The loss. The caller owns it: loss_layer_free(), or network_add_loss(). */
LossLayer *softmax_loss_new(void);

#endif
