/** @file layers/squared_loss.h
 *  @ingroup ch05
 *  The identity and the sum of squares in one, the end of a network that
 *  estimates quantities: the scores are the answers. */
#ifndef SQUARED_LOSS_H
#define SQUARED_LOSS_H

#include "layers/loss_layer.h"

/** The loss. The caller owns it: loss_layer_free(), or network_add_loss(). */
LossLayer *squared_loss_new(void);

#endif
