/** @file layers/dropout.h
 *  @ingroup ch06
 *  Dropout: in training each number is set to 0 with probability p, drawn anew
 *  for every batch, and the others are divided by 1 - p, so that the mean stays
 *  as it is. An inference leaves everything alone. The method is by N.
 *  Srivastava, G. Hinton and others (2014); with the division in training it is
 *  called inverted dropout. */
#ifndef DROPOUT_H
#define DROPOUT_H

#include "ground/rng.h"
#include "layers/layer.h"

/** A dropout layer with probability p, in 0 … 1 without the 1. It draws from
 *  rng, which is borrowed and must outlive the layer. The caller owns the
 *  layer: layer_free(), or network_add(). */
Layer *dropout_new(double p, Rng *rng);

#endif
