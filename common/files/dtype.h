/** @file dtype.h
 *  @ingroup ch05
 *  How numbers lie in a file: the types of the safetensors format, their sizes
 *  and their bytes. All have the lowest byte first ("little-endian"), whatever
 *  the processor prefers. */
#ifndef DTYPE_H
#define DTYPE_H

#include <stdint.h>

#include "ground/base.h"

/** A type of numbers in a file. */
typedef struct {
    const char *name; /**< as the format calls it: "F32" */
    int size;         /**< bytes of one number */
    /** Set the count numbers of y from the size * count bytes, which may lie
     *  anywhere in memory. A number too large for real becomes an infinity.
     *  NULL if the type is not read here. */
    void (*decode)(real *y, const uint8_t *bytes, int count);
    /** Fill the size * count bytes with the count numbers of x, rounded to
     *  the nearest number of the type, and of two that are equally near to the
     *  one whose last bit is 0. A number that is too large becomes an
     *  infinity. NULL if the type is not written here. */
    void (*encode)(uint8_t *bytes, const real *x, int count);
} Dtype;

/** The type called name, or NULL if the format has none of that name. */
const Dtype *dtype_find(const char *name);

/** The type that keeps every bit of a real: F32, or F64 in a build in double. */
const Dtype *dtype_of_real(void);

/** The whole number in size bytes, the lowest first; size is at most 8. */
uint64_t little_endian_read(const uint8_t *bytes, int size);

/** Fill size bytes with number, the lowest first; size is at most 8. */
void little_endian_write(uint8_t *bytes, uint64_t number, int size);

#endif
