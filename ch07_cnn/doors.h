/** @file doors.h
 *  @ingroup ch07
 *  What the fast versions of all operations bring, each beside its definition. */
#ifndef DOORS_H
#define DOORS_H

#include "tensor/tensor.h"

/** Measure every operation of the library that has a definition and a fast version, on x
 *  (N, C, 28, 28), and print a table: milliseconds by the definition, on one thread, and
 *  on so many threads. Returns whether all gave the same numbers, up to rounding. */
bool doors_measure(const Tensor *x, int threads);

#endif
