/** @file picture.h
 *  @ingroup ch01
 *  An image as characters, for the terminal. */
#ifndef PICTURE_H
#define PICTURE_H

#include <stdint.h>

/** Print the image of height x width bytes at pixels (0 is paper, 255 is ink)
 *  on stdout: a line for each two rows, because a character is about twice as
 *  high as it is wide. Blanks at the end of a line are left out. */
void picture_print(const uint8_t *pixels, int height, int width);

#endif
