/** @file param.h
 *  @ingroup ch05
 *  Something to learn: a value, and the gradient of the loss with respect to
 *  it. The layer that holds it owns both tensors; everyone else borrows. */
#ifndef PARAM_H
#define PARAM_H

#include "tensor/tensor.h"

/** One parameter of a layer, such as the weights W. */
typedef struct {
    const char
        *name;     /**< "W", "b", "gamma": with a number, its name in files */
    Tensor *value; /**< what is learnt; owned by the layer */
    Tensor *grad;  /**< dL/d(value): every backward overwrites it */
} Param;

#endif
