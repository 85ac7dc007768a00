/** @file ink.h
 *  @ingroup ch07
 *  From a picture of a digit to 28 x 28 pixels, as the digits of MNIST are
 *  made: the digit in a box of 20 x 20, its centre of mass in the middle. */
#ifndef INK_H
#define INK_H

#include "photo.h"

enum {
    INK_SIDE = 28, /**< rows and columns of the result */
    INK_BOX = 20   /**< the longer side of the digit */
};

/** Fill pixels (#INK_SIDE squared; 0 is paper, 255 is ink) with the digit in
 *  photo, be it dark on light or light on dark. Returns false and fills error
 *  (#EXIT_BAD_FILE, with name in front) if there is no digit to be seen:
 *  the whole picture has nearly the same grey. */
bool ink_extract(uint8_t *pixels, const Photo *photo, const char *name,
                 Error *error);

#endif
