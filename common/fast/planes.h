/** @file planes.h
 *  @ingroup ch07
 *  Images channel by channel: what is done with each plane alone, on all processors. */
#ifndef PLANES_H
#define PLANES_H

#include "tensor/tensor.h"

/** What is done with plane number i of two batches: small and large are (1, 1, H, W)
 *  each, with an H and a W of their own; context is handed to it. */
typedef void PlaneFunction(void *context, Tensor *small, Tensor *large,
                           int i);

/** Do f with each plane of small and the same of large, both (N, C, H, W), on several
 *  threads. All of it takes one thread about so many nanoseconds; context is for f. */
void in_planes(const Tensor *small, const Tensor *large, double nanoseconds,
               PlaneFunction *f, void *context);

#endif
