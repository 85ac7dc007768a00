/** @file batch_norm_graph.h
 *  @ingroup ch06
 *  Batch normalization of a matrix (N, D) as a computational graph: nine nodes,
 *  each with a forward and a backward of a few lines. It is slower than
 *  layers/batch_norm.h, gives the same numbers, and knows training only. */
#ifndef BATCH_NORM_GRAPH_H
#define BATCH_NORM_GRAPH_H

#include "layers/layer.h"

/** A layer for so many features, with parameters gamma (ones) and beta (zeros) of
 *  shape (features). If complete is false, its backward is wrong: nothing goes
 *  back through the variance, as if s were a constant. That is for a program that
 *  looks for this mistake. The caller owns the layer: layer_free(), or
 *  network_add(). */
Layer *batch_norm_graph_new(int features, bool complete);

#endif
