/** @file photo.h
 *  @ingroup ch07
 *  A picture as shades of grey. */
#ifndef PHOTO_H
#define PHOTO_H

#include <stdint.h>

#include "ground/base.h"

enum {
    MAX_PHOTO_PIXELS = 50000000 /**< of a picture; what is larger is refused
                                     before memory is taken */
};

/** A picture in grey. Start from `{0}`. */
typedef struct {
    int height;    /**< rows of pixels */
    int width;     /**< columns of pixels */
    uint8_t *grey; /**< height * width bytes, 0 black and 255 white; owned */
} Photo;

/** Give the empty photo room for height x width pixels, all black. Returns false and fills
 *  error (#EXIT_BAD_FILE, path in front) if that is not at least 1 or more than
 *  #MAX_PHOTO_PIXELS. Release with photo_clear(). */
bool photo_room(Photo *photo, double height, double width, const char *path,
                Error *error);

/** Turn photo upright: how it lies is said by o as EXIF counts it, 1 … 8; any other
 *  number changes nothing. */
void photo_turn(Photo *photo, unsigned o);

/** Release what photo owns and leave it empty. */
void photo_clear(Photo *photo);

#endif
