/** @file photo_png.h
 *  @ingroup ch07
 *  A picture from a file in the format PNG. */
#ifndef PHOTO_PNG_H
#define PHOTO_PNG_H

#include <stdio.h>

#include "photo_file.h"

/** Fill the empty photo from file, which was opened at path; note stays as
 *  it is. Returns false and fills error (#EXIT_BAD_FILE) if the picture is damaged, cut
 *  short or too large; photo may then own memory nevertheless. */
bool photo_png(Photo *photo, PhotoNote *note, const char *path, FILE *file,
               Error *error);

#endif
