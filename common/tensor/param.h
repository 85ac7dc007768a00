/** @file param.h
 *  @ingroup ch05
 *  A tensor under its name: what layers learn, optimizers change, and files
 *  keep. */
#ifndef PARAM_H
#define PARAM_H

#include "tensor/tensor.h"

enum { PARAM_NAME_SIZE = 40 /**< "running_mean12.memory2" and more */ };

/** A named tensor, such as the weights W. The layer that holds it owns value
 *  and grad; everyone else borrows. */
typedef struct {
    char name[PARAM_NAME_SIZE]; /**< "W", in a network and in files "W1" */
    Tensor *value;              /**< its numbers */
    Tensor *grad; /**< dL/d(value), which every backward overwrites; NULL: no
                       gradient changes it, such as a running mean */
} Param;

/** Something to learn, called name: a value of zeros and a gradient, both of
 *  this shape. The caller owns them; release them with param_clear(). */
Param param_new(const char *name, Shape shape);

/** The tensor value, borrowed, without a gradient, under the name that format
 *  and what follows make, as in printf(). Stops if it does not fit into
 *  #PARAM_NAME_SIZE. */
Param param_named(Tensor *value, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Release both tensors of param. */
void param_clear(Param *param);

/** Whether param is called word, alone or with a number behind it: "W" and "W2"
 *  are both called "W". */
bool param_is_called(const Param *param, const char *word);

#endif
