/** @file photo_jpeg.h
 *  @ingroup ch07
 *  A picture from a file in the format JPEG. */
#ifndef PHOTO_JPEG_H
#define PHOTO_JPEG_H

#include <stdio.h>

#include "photo_file.h"

/** Fill the empty photo from file, which was opened at path, and note with what was wrong and did
 *  no harm. Returns false and fills error (#EXIT_BAD_FILE) if the picture is damaged, cut
 *  short or too large; photo may then own memory nevertheless. */
bool photo_jpeg(Photo *photo, PhotoNote *note, const char *path, FILE *file,
                Error *error);

#endif
