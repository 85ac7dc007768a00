/** @file twins.h
 *  @ingroup ch04
 *  The numerical gradient of a learner's network, shared among all processors. */
#ifndef TWINS_H
#define TWINS_H

#include "learner.h"
#include "math/gradient.h"

/** A copy of a learner's network, for one thread. */
typedef struct {
    TwoLayer net;                    /**< owned */
    Param *params[TWO_LAYER_PARAMS]; /**< those of net; borrowed */
    const Batch *batch;              /**< the learner's; borrowed */
} Twin;

/** As many copies as there are threads. */
typedef struct {
    Learner *learner;      /**< borrowed */
    int count;             /**< how many twins */
    Twin *twin;            /**< they themselves; owned */
    Variation *variations; /**< one for each; owned */
} Twins;

/** Twins of the network of learner, which must live longer. The caller owns
 *  them: twins_free(). */
Twins *twins_new(Learner *learner);

/** Release twins. */
void twins_free(Twins *twins);

/** Find the gradient of parameter p (W1, b1, W2, b2: 0 to 3) of the learner, on its
 *  batch, by numerical_gradient_shared() with all twins. Its weights stand still meanwhile. */
void twins_find_gradient(Twins *twins, int p);

#endif
