/** @file ready_net.h
 *  @ingroup ch07
 *  The simple convolutional network with weights from a file: the file that ships
 *  with this chapter, or another one. */
#ifndef READY_NET_H
#define READY_NET_H

#include "simple_conv_net.h"

/** Build the book's network for images of height x width in so many classes in
 *  the empty net, and set its weights from the file at weights. NULL: the ones
 *  that ship with this chapter and fit the data called name. Prints on stdout
 *  which file it took, and what it was learnt from. Returns false, with net
 *  empty, and fills error as weights_load() does, also (#EXIT_BAD_FILE) if the weights
 *  are so large that a score could be infinite: so all probabilities are numbers.
 *  Release net with network_clear(). */
bool ready_net_load(Network *net, int height, int width, int classes,
                    const char *weights, const char *name, Error *error);

/** Build the empty net of judge.h, and set its weights from the file that ships with this
 *  chapter. Returns false, with net empty, and fills error as ready_net_load() does. Release
 *  net with network_clear(). */
bool ready_judge_load(Network *net, Error *error);

/** The probabilities y (N, K) of net for the batch x: its scores, through
 *  softmax. y is owned by the caller, starts as NULL and may take memory. */
Tensor *ready_net_probabilities(Tensor *y, Network *net, const Tensor *x);

#endif
