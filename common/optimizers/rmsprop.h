/** @file rmsprop.h
 *  @ingroup ch06
 *  RMSprop: AdaGrad that forgets.
 *
 *  @f[  h \leftarrow \rho h + (1 - \rho) g^2, \qquad
 *       W \leftarrow W - \eta \frac{g}{\sqrt h + \epsilon}, \qquad
 *       g = \frac{\partial L}{\partial W}  @f]
 *
 *  The method is by T. Tieleman and G. Hinton, lecture 6.5 of "Neural
 *  networks for machine learning" (2012). */
#ifndef RMSPROP_H
#define RMSPROP_H

#include "optimizers/optimizer.h"

/** The method with a learning rate, usually 0.001; decay, in 0 … 1 without
 *  the 1, is how much of the mean square is kept, usually 0.99; epsilon is
 *  1e-7, see Optimizer. It keeps one tensor for each parameter. The caller owns
 *  it: optimizer_free(). */
Optimizer *rmsprop_new(double rate, double decay);

#endif
