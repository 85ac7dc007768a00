// # A picture in grey
//
// A camera gives three colours to each place, and a digit needs one number. **What
// is a picture here?** Rows of bytes, 0 black and 255 white.
#include "photo.h"

#include <stdlib.h>

// ## A size that is acceptable
//
// Fifty million pixels are more than most cameras have. In grey they need fifty
// megabytes.
bool photo_room(Photo *photo, double height, double width, const char *path,
                Error *error)
{
    if (height < 1 || width < 1 || height * width > MAX_PHOTO_PIXELS) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: an image of %.0f x %.0f pixels; at least 1 and at "
                    "most %d pixels are read here. Make it smaller",
                    path, width, height, MAX_PHOTO_PIXELS);
    }
    photo->height = (int)height;
    photo->width = (int)width;
    photo->grey = allocate((size_t)photo->height * (size_t)photo->width, 1);
    return true;
}

void photo_clear(Photo *photo)
{
    free(photo->grey);
    *photo = (Photo){0};
}

// ## Upright
//
// A camera that is held upright stores its image lying on its side, and a note that
// says so, a number from 1 to 8.
//
// Orientations 1 to 4 keep rows as rows, 5 to 8 exchange them with the columns. Each
// pixel of the upright image is looked up in the stored one.
void photo_turn(Photo *photo, unsigned o)
{
    if (o < 2 || o > 8) {
        return;
    }
    const bool swapped = o >= 5;
    const int H = swapped ? photo->width : photo->height;
    const int W = swapped ? photo->height : photo->width;
    uint8_t *grey = allocate((size_t)H * (size_t)W, 1);
    for (int i = 0; i < H; i++) {
        for (int j = 0; j < W; j++) {
            const int a = swapped ? j : i, b = swapped ? i : j;
            const bool up = o == 3 || o == 4 || o == 7 || o == 8;
            const bool left = o == 2 || o == 3 || o == 6 || o == 7;
            const bool flip_row = swapped ? left : up;
            const bool flip_column = swapped ? up : left;
            const int row = flip_row ? photo->height - 1 - a : a;
            const int column = flip_column ? photo->width - 1 - b : b;
            grey[(size_t)i * (size_t)W + (size_t)j] =
                photo->grey[(size_t)row * (size_t)photo->width +
                            (size_t)column];
        }
    }
    free(photo->grey);
    *photo = (Photo){H, W, grey};
}
