/** @file photo_file.h
 *  @ingroup ch07
 *  A picture from a file: PNG, JPEG, PGM or PPM, as shades of grey. */
#ifndef PHOTO_FILE_H
#define PHOTO_FILE_H

#include "photo.h"

enum {
    MAX_PHOTO_BYTES = 3 * MAX_PHOTO_PIXELS + 100 /**< of a file: a PPM of the
                                                      largest picture */
};

/** What is worth knowing of a file that could be read nevertheless. */
typedef struct {
    char text[256]; /**< empty: nothing */
} PhotoNote;

/** Fill the empty photo from the file at path, and note with what was wrong with it,
 *  if it could be read nevertheless. Colours become shades of grey,
 *  what is transparent becomes white, or black if what is painted is light, and a
 *  JPEG is turned upright if its camera noted how it was held. Returns false, with photo
 *  empty, and fills error if the file cannot be opened (#EXIT_NOT_FOUND), or is a
 *  device, is of another kind, is damaged, cut short or too large
 *  (#EXIT_BAD_FILE). Release photo with photo_clear(). */
bool photo_load(Photo *photo, PhotoNote *note, const char *path,
                Error *error);

#endif
