// # An image with room around it
//
// At the edge of an image, a part of the window hangs over. To ask at every pixel
// whether it is inside would cost more than the multiplication. **What if the image
// had its zeros around it before the window comes?** Then every place is inside.
#include "fast/spread.h"

#include <string.h>

#include "fast/conv_kernel.h"

// ## Columns that are neighbours
//
// A window that moves by $S = 2$ columns sees the columns $0, 2, 4, \dots$ with its
// first weight and $1, 3, 5, \dots$ with its second. So a row is laid out as
// $0, 2, 4, \dots, 1, 3, 5, \dots$, one **phase** after the other. Column $q$ is
// number $\lfloor q / S \rfloor$ of phase $q \bmod S$. With $S = 1$ nothing moves.
int spread_row_length(const Spread *s) { return s->phases * s->phase; }

size_t spread_size(const Spread *s)
{
    return (size_t)s->channels * (size_t)s->height *
               (size_t)spread_row_length(s) +
           CONV_SLACK;
}

// Where nothing moves, the part of the row that is inside is copied as a whole.
static void copy_row(real *to, const real *from, const Spread *s)
{
    const int first = s->right < 0 ? -s->right : 0;
    const int room = spread_row_length(s) - s->right;
    const int end = s->columns < room ? s->columns : room;
    if (first < end) {
        memcpy(to + s->right + first, from + first,
               (size_t)(end - first) * sizeof *to);
    }
}

static void spread_row(real *to, const real *from, const Spread *s)
{
    if (s->phases == 1 && s->column_step == 1) {
        copy_row(to, from, s);
        return;
    }
    for (int j = 0; j < s->columns; j++) {
        const int column = s->right + j * s->column_step;
        if (column >= 0 && column < spread_row_length(s)) {
            to[column % s->phases * s->phase + column / s->phases] = from[j];
        }
    }
}

// The zeros around the image were there before, and stay.
void spread(real *to, const real *from, const Spread *s)
{
    const ptrdiff_t length = spread_row_length(s);
    for (int c = 0; c < s->channels; c++) {
        for (int i = 0; i < s->rows; i++) {
            const int row = s->down + i * s->row_step;
            if (row >= 0 && row < s->height) {
                spread_row(to + ((ptrdiff_t)c * s->height + row) * length,
                           from + ((ptrdiff_t)c * s->rows + i) * s->columns,
                           s);
            }
        }
    }
}

// ## The table
//
// It says where the number for weight $(c, u, v)$ of a filter lies, counted from
// the first. This table replaces the matrix of patches.
void spread_taps(int *taps, const Spread *s, int height, int width)
{
    for (int c = 0; c < s->channels; c++) {
        for (int u = 0; u < height; u++) {
            for (int v = 0; v < width; v++) {
                *taps++ = (c * s->height + u) * spread_row_length(s) +
                          v % s->phases * s->phase + v / s->phases;
            }
        }
    }
}
