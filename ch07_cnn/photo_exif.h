/** @file photo_exif.h
 *  @ingroup ch07
 *  What a camera has noted beside its picture. */
#ifndef PHOTO_EXIF_H
#define PHOTO_EXIF_H

#include <stdint.h>

/** How the picture lies, as EXIF counts it, 1 … 8, said by the size bytes of data in the form of
 *  TIFF (Exif 2.32, 2019). 1, upright, if they do not say it; any other number if they say
 *  nonsense. */
unsigned exif_orientation(const uint8_t *data, unsigned size);

#endif
