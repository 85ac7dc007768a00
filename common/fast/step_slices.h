/** @file step_slices.h
 *  @ingroup ch04
 *  All parameters take their step at once, shared among the threads. */
#ifndef STEP_SLICES_H
#define STEP_SLICES_H

#include "tensor/param.h"

/** Changes the numbers from first up to end of parameter number i; context is what
 *  step_in_slices() was given. */
typedef void StepFunction(void *context, int i, int first, int end);

/** Has update called once for each number of the count params, for many numbers at a
 *  time and in any order, on all threads. A number is changed by itself, so the result
 *  is that of one call after the other, bit by bit. context goes to update. */
void step_in_slices(Param *const *params, int count, StepFunction *update,
                    void *context);

#endif
