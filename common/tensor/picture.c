// # An image as characters
//
// A figure needs gnuplot and a window, a terminal is always there. **Can a
// digit be recognized if it is made of letters?** The more ink a character
// carries, the darker it looks: a blank is paper, `@` is nearly black.
#include "tensor/picture.h"

#include <stdio.h>

#include "ground/base.h"

// ## From ink to a character
//
// Ten characters share the range from 0 to 255, each a tenth of it.
static char shade(int ink)
{
    static const char shades[] = " .:-=+*#%@";
    const int count = (int)sizeof shades - 1;
    return shades[ink * count / 256];
}

// A character covers two pixels, one above the other, and shows their mean.
static int mean_ink(const uint8_t *pixels, int height, int width, int row,
                    int column)
{
    const int above = pixels[row * width + column];
    const int below =
        row + 1 < height ? pixels[(row + 1) * width + column] : 0;
    return (above + below) / 2;
}

void picture_print(const uint8_t *pixels, int height, int width)
{
    CHECK(height > 0 && width > 0, "an image of %d x %d", height, width);
    for (int row = 0; row < height; row += 2) {
        int blanks = 0;
        for (int column = 0; column < width; column++) {
            const char c =
                shade(mean_ink(pixels, height, width, row, column));
            if (c == ' ') {
                blanks++;
            } else {
                printf("%*s%c", blanks, "", c);
                blanks = 0;
            }
        }
        putchar('\n');
    }
}
