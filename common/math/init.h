/** @file init.h
 *  @ingroup ch06
 *  How large the first weights should be. */
#ifndef INIT_H
#define INIT_H

#include "ground/rng.h"
#include "tensor/tensor.h"

/** Fill t with normal numbers from rng, whose mean is 0 and whose standard deviation
 *  is std. */
void init_normal(Tensor *t, double std, Rng *rng);

/** The standard deviation 1/sqrt(inputs) for the weights of a neuron that sums
 *  so many inputs and bends them by a sigmoid or a tanh: the simplest form of
 *  the rule of X. Glorot and Y. Bengio (2010), named after the first of them,
 *  Xavier. */
real xavier_std(int inputs);

/** The standard deviation sqrt(2/inputs), for a ReLU: K. He, X. Zhang, S. Ren
 *  and J. Sun (2015). */
real he_std(int inputs);

#endif
