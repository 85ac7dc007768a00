/** @file ink.h
 *  @ingroup ch07
 *  From a picture of handwriting to images of 28 x 28 pixels, as the digits of MNIST are
 *  made: each digit in a box of 20 x 20, its centre of mass in the middle. */
#ifndef INK_H
#define INK_H

#include "marks.h"

enum {
    INK_SIDE = 28, /**< rows and columns of the result */
    INK_BOX = 20,  /**< the longer side of the digit */
    INK_MOST = 100 /**< digits that are read of one picture */
};

/** One digit, or what may be one. */
typedef struct {
    uint8_t pixels[INK_SIDE * INK_SIDE]; /**< 0 is paper, 255 is ink */
    Box box;                             /**< where it stands in the photo */
} InkDigit;

/** What was found in a picture, and what was in the way. Start from `{0}`. */
typedef struct {
    int count;        /**< how many digits, 1 … #INK_MOST */
    int more;         /**< how many were left out, behind these */
    InkDigit *digits; /**< in the order of reading; owned */
    bool lines;       /**< lines of the paper were taken away */
    bool edge;        /**< ink at the edge of the picture was left out */
    bool cut;         /**< the digit touches the edge of the picture */
    bool as_it_was; /**< the picture had the form of MNIST: taken as it is */
    int specks;     /**< small patches that were left out */
    int shapes;     /**< dashes and filled patches that were left out */
} Ink;

/** Fill the empty ink with the digits of photo, be they dark on light or light on dark.
 *  Returns false and fills error (#EXIT_BAD_FILE, with name in front) if there
 *  is no digit to be seen: the picture has nearly the same grey everywhere,
 *  it is full of patches, or it is a strip, more than #PAPER_SIDE times as long as
 *  wide. Release with ink_clear(). */
bool ink_find(Ink *ink, const Photo *photo, const char *name, Error *error);

/** Release what ink owns and leave it empty. */
void ink_clear(Ink *ink);

/** Fill pixels (#INK_SIDE squared) with the ink of stain, a picture of ink
 *  (0 … 255) with some of at least 128: scaled and centred. */
void ink_centre(uint8_t *pixels, const Photo *stain);

#endif
