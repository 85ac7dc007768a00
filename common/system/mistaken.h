/** @file mistaken.h
 *  @ingroup ch03
 *  What often stands in a file in the place of what should. */
#ifndef MISTAKEN_H
#define MISTAKEN_H

#include <stddef.h>
#include <stdint.h>

/** What the size first bytes of a file at start show that no data file of this book should
 *  be: "a web page ...", "a text in XML ..." or "a pointer of Git LFS ...", with the advice
 *  what to do; or NULL. 64 bytes are enough. */
const char *mistaken_for(const uint8_t *start, size_t size);

#endif
