/** @file choice.h
 *  @ingroup ch07
 *  Which version runs: the definition or the fast one, and that for which processor.
 *  Each operation has one door, which asks here. */
#ifndef CHOICE_H
#define CHOICE_H

#include "ground/base.h"

#ifndef BY_DEFINITION
#define BY_DEFINITION 0 /**< 1 in a library of definitions alone */
#endif

enum {
    FAST = !BY_DEFINITION /**< whether the doors lead to the fast versions */
};

/** How many bits the vectors have for which this processor can run our code: 512 or
 *  256, with a fused multiply-add, or 128, which all have. */
int vector_bits_here(void);

/** Of three versions, for 512, 256 and 128 bits, number index of those that can run
 *  here, best first; NULL after the last. The first two may be NULL where the processor
 *  is of another family. */
const void *version_at(int index, const void *const versions[3]);

/** Say that an optimizer has just changed weights, and is likely to do so again. */
void weights_changed(void);

/** Whether weights are likely to be changed soon: asked before a product, and true for
 *  the next few dozen after each weights_changed(). */
bool weights_will_change(void);

/** Roughly how many nanoseconds one thread needs, with the vectors of this
 *  processor, for so many multiplications and additions in our inner loops. */
double kernel_nanoseconds(double multiplications);

#endif
