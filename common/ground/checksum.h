/** @file checksum.h
 *  @ingroup ch03
 *  One number for many bytes: if it differs, so do they. */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/** What stands before the first byte. */
#define CHECKSUM_OF_NOTHING UINT64_C(0xcbf29ce484222325)

/** The checksum of all that sum is of, and then of count bytes. It finds accidents; who wants
 *  to deceive can make two texts with one sum. The method is FNV-1a (G. Fowler, L. C. Noll and
 *  K.-P. Vo, 1991). */
uint64_t checksum_add(uint64_t sum, const void *bytes, size_t count);

#endif
