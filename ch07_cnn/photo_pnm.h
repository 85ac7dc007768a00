/** @file photo_pnm.h
 *  @ingroup ch07
 *  A picture from a file in the format PGM or PPM. */
#ifndef PHOTO_PNM_H
#define PHOTO_PNM_H

#include <stdio.h>

#include "photo_file.h"

/** Fill the empty photo from file, which was opened at path; note stays as
 *  it is. Returns false and fills error (#EXIT_BAD_FILE) if the picture is damaged, cut
 *  short or too large; photo may then own memory nevertheless. */
bool photo_pnm(Photo *photo, PhotoNote *note, const char *path, FILE *file,
               Error *error);

#endif
