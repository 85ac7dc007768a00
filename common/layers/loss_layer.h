/** @file loss_layer.h
 *  @ingroup ch05
 *  The end of a network: scores become an answer y, and with the right answer
 *  t one number, the loss.
 *
 *  Two kinds belong together with their losses, softmax with cross-entropy
 *  and the identity with the sum of squares, because then the gradient of the
 *  scores is the same short formula: (y - t) / N. */
#ifndef LOSS_LAYER_H
#define LOSS_LAYER_H

#include "tensor/tensor.h"

/** The last step of a network. */
typedef struct LossLayer LossLayer;

/** What a kind of loss must provide. */
typedef struct {
    /** For messages: "softmax_loss". */
    const char *name;
    /** Fill y (N, K) from the scores x (N, K), and return the mean loss of
     *  its rows against t (N, K). */
    real (*forward)(Tensor *y, const Tensor *x, const Tensor *t);
} LossKind;

/** The last step of a network, and what it remembers. */
struct LossLayer {
    const LossKind *kind; /**< what it does */
    Tensor *y;            /**< the answers (N, K); owned */
    Tensor *dx;           /**< the gradient of the scores (N, K); owned */
    const Tensor *t; /**< the right answers of the last forward; borrowed */
};

/** A loss of this kind. The caller owns it (a network takes it over). */
LossLayer *loss_layer_new(const LossKind *kind);

/** Release loss and what it owns; NULL is fine. */
void loss_layer_free(LossLayer *loss);

/** The mean loss of the scores x (N, K) if t (N, K) is right. x is borrowed
 *  for the call, t until backward. */
real loss_layer_forward(LossLayer *loss, const Tensor *x, const Tensor *t);

/** The gradient of the scores (N, K), (y - t) / N, after a forward; it is
 *  borrowed from loss until its next backward. */
const Tensor *loss_layer_backward(LossLayer *loss);

#endif
