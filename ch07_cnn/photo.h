/** @file photo.h
 *  @ingroup ch07
 *  A picture from a file: PNG, JPEG or PGM, as shades of grey. */
#ifndef PHOTO_H
#define PHOTO_H

#include <stdint.h>

#include "ground/base.h"

enum {
    MAX_PHOTO_PIXELS = 50000000,    /**< of a picture; what is larger is
                                         refused before memory is taken */
    MAX_PHOTO_BYTES = 100 * 1000000 /**< of a file */
};

/** A picture in grey. Start from `{0}`. */
typedef struct {
    int height;    /**< rows of pixels */
    int width;     /**< columns of pixels */
    uint8_t *grey; /**< height * width bytes, 0 black and 255 white; owned */
} Photo;

/** Fill the empty photo from the file at path. Colours become shades of grey,
 *  what is transparent becomes white, and a JPEG is turned upright if its
 *  camera noted how it was held. Returns false, with photo empty, and fills error if the file
 *  cannot be opened (#EXIT_NOT_FOUND), or is a device, is neither PNG nor JPEG
 *  nor PGM, is damaged, cut short or too large (#EXIT_BAD_FILE). Release photo
 *  with photo_clear(). */
bool photo_load(Photo *photo, const char *path, Error *error);

/** Release what photo owns and leave it empty. */
void photo_clear(Photo *photo);

#endif
