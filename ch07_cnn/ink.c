// # Finding the ink
//
// A network that learnt from MNIST has only seen digits of one kind: white
// ink on black, 20 pixels long, in the middle of $28 \times 28$. **How does a
// photo of a note become such an image?** In four steps: which grey is ink, where
// is it, how large is it, and where is its middle?
#include "ink.h"

#include <string.h>
#include <tgmath.h>

typedef struct {
    double paper;       /* grey of the paper */
    double ink;         /* grey of the ink, darker or lighter */
    int top, bottom;    /* the first row with ink, and the one after it */
    int left, right;    /* the same for columns */
    double row, column; /* the centre of mass */
} Mark;

// ## Which grey is ink?
//
// Count how many pixels have each of the 256 greys. A threshold $t$ splits them
// into two groups of $n_0$ and $n_1$ pixels, with the mean greys $\mu_0$ and $\mu_1$. The
// best threshold keeps the groups far apart; by N. Otsu (1979) it makes
//
// $$ n_0\, n_1\, (\mu_1 - \mu_0)^2 $$
//
// as large as possible. The two means are then the greys of paper and ink.
static void split_greys(const Photo *photo, double *dark, double *light)
{
    double count[256] = {0}, all = 0, sum = 0, best = -1;
    const size_t size = (size_t)photo->height * (size_t)photo->width;
    for (size_t i = 0; i < size; i++) {
        count[photo->grey[i]]++;
        sum += photo->grey[i];
    }
    all = (double)size;
    *dark = *light = sum / all;
    double n = 0, below = 0;
    for (int t = 0; t < 255; t++) {
        n += count[t];
        below += count[t] * t;
        const double rest = all - n;
        if (n > 0 && rest > 0) {
            const double low = below / n, high = (sum - below) / rest;
            const double apart = n * rest * (high - low) * (high - low);
            if (apart > best) {
                best = apart;
                *dark = low;
                *light = high;
            }
        }
    }
}

// Dark on light or light on dark? The border of a picture is paper: whatever most
// of its pixels are nearer to.
static bool border_is_light(const Photo *photo, double middle)
{
    const int H = photo->height, W = photo->width;
    long light = 0, all = 0;
    for (int i = 0; i < H; i++) {
        const bool edge = i == 0 || i == H - 1;
        for (int j = 0; j < W; j += edge || W == 1 ? 1 : W - 1) {
            light += photo->grey[(size_t)i * (size_t)W + (size_t)j] > middle;
            all++;
        }
    }
    return 2 * light > all;
}

// How much ink a pixel has, 0 to 1. The outer quarters of the way from paper to
// ink are cut off: they hold the grain of the paper and the shine of the ink.
static double ink_at(const Photo *photo, const Mark *mark, int i, int j)
{
    const double grey =
        photo->grey[(size_t)i * (size_t)photo->width + (size_t)j];
    const double x = (grey - mark->paper) / (mark->ink - mark->paper);
    return fmin(fmax(2 * (x - 0.25), 0), 1);
}

// ## Where is it?
//
// The box is where at least half a pixel of ink is. The **centre of mass**
// (质心) is the mean place of all ink: a 6 is heavy below, so its centre is below
// the middle of its box.
static void find_box(Mark *mark, const Photo *photo)
{
    double mass = 0, rows = 0, columns = 0;
    mark->top = photo->height;
    mark->left = photo->width;
    mark->bottom = mark->right = 0;
    for (int i = 0; i < photo->height; i++) {
        for (int j = 0; j < photo->width; j++) {
            const double ink = ink_at(photo, mark, i, j);
            if (ink < 0.5) {
                continue;
            }
            mark->top = i < mark->top ? i : mark->top;
            mark->bottom = i + 1;
            mark->left = j < mark->left ? j : mark->left;
            mark->right = j + 1 > mark->right ? j + 1 : mark->right;
            mass += ink;
            rows += ink * (i + 0.5);
            columns += ink * (j + 0.5);
        }
    }
    mark->row = rows / mass;
    mark->column = columns / mass;
}

// ## How large, and where to?
//
// A pixel of the result covers a square of the picture, $s$ pixels wide, where $s$
// is the longer side of the box divided by 20. Its ink is the mean over the square.
// A pixel at the edge counts with the part that lies inside (anti-aliasing, 抗锯齿).
static double overlap(double from, double to, int pixel)
{
    return fmin(to, pixel + 1) - fmax(from, pixel);
}

static double mean_ink(const Photo *photo, const Mark *mark, double top,
                       double left, double s)
{
    const int first_row = (int)fmax(floor(top), mark->top);
    const int last_row = (int)fmin(ceil(top + s), mark->bottom);
    const int first = (int)fmax(floor(left), mark->left);
    const int last = (int)fmin(ceil(left + s), mark->right);
    double sum = 0;
    for (int i = first_row; i < last_row; i++) {
        for (int j = first; j < last; j++) {
            sum += ink_at(photo, mark, i, j) * overlap(top, top + s, i) *
                   overlap(left, left + s, j);
        }
    }
    return sum / (s * s);
}

// The result begins so that the centre of mass is in its middle, 14 pixels from
// the edge. If part of the digit would then stand outside, it is moved back.
static double begin(double centre, double s, int first, int end)
{
    const double start = centre - s * INK_SIDE / 2;
    return fmax(fmin(start, first), end - s * INK_SIDE);
}

bool ink_extract(uint8_t *pixels, const Photo *photo, const char *name,
                 Error *error)
{
    enum { CONTRAST = 24 }; /* greys between paper and ink, at least */
    Mark mark = {0};
    double dark, light;
    split_greys(photo, &dark, &light);
    if (light - dark < CONTRAST) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: no digit to be seen; all pixels have nearly the "
                    "same grey",
                    name);
    }
    const bool on_light = border_is_light(photo, (dark + light) / 2);
    mark.paper = on_light ? light : dark;
    mark.ink = on_light ? dark : light;
    find_box(&mark, photo);

    const int height = mark.bottom - mark.top, width = mark.right - mark.left;
    const double s = (double)(height > width ? height : width) / INK_BOX;
    const double top = begin(mark.row, s, mark.top, mark.bottom);
    const double left = begin(mark.column, s, mark.left, mark.right);
    for (int i = 0; i < INK_SIDE; i++) {
        for (int j = 0; j < INK_SIDE; j++) {
            const double ink =
                mean_ink(photo, &mark, top + s * i, left + s * j, s);
            pixels[i * INK_SIDE + j] = (uint8_t)(255 * fmin(ink, 1) + 0.5);
        }
    }
    return true;
}
