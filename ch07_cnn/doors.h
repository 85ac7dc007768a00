/** @file doors.h
 *  @ingroup ch07
 *  What the fast versions of six operations bring, each beside its definition. */
#ifndef DOORS_H
#define DOORS_H

#include "tensor/tensor.h"

/** Measure six of the operations of the library that have a definition and a fast version,
 *  on x (N, C, 28, 28), and print a table: milliseconds by the definition, on one thread,
 *  and on so many threads. Returns whether all gave the same numbers, up to rounding. */
bool doors_measure(const Tensor *x, int threads);

#endif
