// # Lines of the paper
//
// School paper has lines, darker than its grain and as long as the sheet. **What do they
// have that a stroke of a pen does not?** They go from one edge of the picture to the
// other. No digit does that, if there is some paper around it.
#include "lines.h"

// ## Every line there could be
//
// A line that goes across is known by two numbers: its row at the left edge, and its row at
// the right edge. We try all of them that lean little, and count at how many places there is
// ink: nine of ten must have it, in the first tenth and in the last one too. To look through
// all lines for those with most votes is the idea of P. Hough (1962).
//
// Lines that go down are the same with rows and columns exchanged. So a place is reached by
// two strides.
typedef struct {
    uint8_t *ink;
    int across,
        down; /* how many places along the lines, and from line to line */
    int stride, beside; /* bytes to the next place, and to the next line */
    int threshold;      /* from here on it is ink */
    int thin;           /* no line of the paper is thicker */
} View;

enum { CLOSE = 4 }; /* places between two that are looked at */

static uint8_t *place_at(const View *v, int along, int beside)
{
    return v->ink + (ptrdiff_t)along * v->stride +
           (ptrdiff_t)beside * v->beside;
}

static bool is_ink(const View *v, int along, int beside)
{
    return beside >= 0 && beside < v->down &&
           *place_at(v, along, beside) >= v->threshold;
}

/* A line wavers, and its soft edge may be paler: the places beside count as well. -1: no
   ink. */
static int ink_near(const View *v, int along, int beside)
{
    return is_ink(v, along, beside)       ? beside
           : is_ink(v, along, beside - 1) ? beside - 1
           : is_ink(v, along, beside + 1) ? beside + 1
                                          : -1;
}

static int row_of_line(const View *v, int first, int last, int along)
{
    const int steps = v->across - 1;
    return first + ((last - first) * along + steps / 2) / steps;
}

static bool is_inked(const View *v, int first, int last, int from, int to)
{
    int inked = 0, all = 0;
    for (int along = from; along < to; along += CLOSE) {
        inked += ink_near(v, along, row_of_line(v, first, last, along)) >= 0;
        all++;
    }
    return 10 * inked >= 9 * all;
}

static bool is_line(const View *v, int first, int last)
{
    const int tenth = v->across / 10;
    return is_inked(v, first, last, 0, tenth) &&
           is_inked(v, first, last, v->across - tenth, v->across) &&
           is_inked(v, first, last, 0, v->across);
}

// ## Only the line
//
// Where a stroke crosses the line, there is ink above or below it as well. So at each place we
// measure how far the ink goes; where it is as thin as a line it is taken away, and its
// soft edge with it. Elsewhere it stays. Scores are freed from their staves in this way
// (J. Roach and J. Tatem, 1988).
static int ink_until(const View *v, int along, int beside, int step)
{
    int length = 0;
    while (length <= v->thin &&
           is_ink(v, along, beside + step * (length + 1))) {
        length++;
    }
    return length;
}

// A pen may be as thin as a line, and run along it. But lines are printed pale. So ink that is
// twice as dark as the line is on the average stays as well.
static int ink_of_pen(const View *v, int first, int last)
{
    int sum = 0, count = 0;
    for (int along = 0; along < v->across; along += CLOSE) {
        const int beside =
            ink_near(v, along, row_of_line(v, first, last, along));
        if (beside >= 0) {
            sum += *place_at(v, along, beside);
            count++;
        }
    }
    return 2 * sum / count;
}

static void take_away_at(const View *v, int along, int row, int pen)
{
    const int beside = ink_near(v, along, row);
    if (beside < 0) {
        return;
    }
    const int above = ink_until(v, along, beside, -1);
    const int below = ink_until(v, along, beside, 1);
    if (above + 1 + below > v->thin) {
        return;
    }
    for (int i = beside - above; i <= beside + below; i++) {
        if (*place_at(v, along, i) > pen) {
            return;
        }
    }
    for (int i = beside - above - 1; i <= beside + below + 1; i++) {
        if (i >= 0 && i < v->down) {
            *place_at(v, along, i) = 0;
        }
    }
}

static bool is_thin(const View *v, int first, int last)
{
    int thick = 0;
    for (int along = 0; along < v->across; along += CLOSE) {
        const int beside = row_of_line(v, first, last, along);
        thick += ink_until(v, along, beside, -1) + 1 +
                     ink_until(v, along, beside, 1) >
                 v->thin;
    }
    return 2 * CLOSE * thick < v->across;
}

static bool take_away_across(const View *v)
{
    enum { LEAN = 12, LEAST = 60 };
    const int most = v->across / LEAN;
    bool found = false;
    if (v->across < LEAST || v->down < LEAST) {
        return false;
    }
    for (int first = 0; first < v->down; first++) {
        for (int last = first - most; last <= first + most; last++) {
            if (is_line(v, first, last) && is_thin(v, first, last)) {
                const int pen = ink_of_pen(v, first, last);
                for (int along = 0; along < v->across; along++) {
                    take_away_at(v, along, row_of_line(v, first, last, along),
                                 pen);
                }
                found = true;
            }
        }
    }
    return found;
}

bool lines_take_away(Photo *ink, int threshold)
{
    enum { THIN = 50 };
    const int H = ink->height, W = ink->width;
    const int thin = (H > W ? H : W) / THIN + 1;
    const View across = {ink->grey, W, H, 1, W, threshold, thin};
    const View down = {ink->grey, H, W, W, 1, threshold, thin};
    const bool found = take_away_across(&across);
    return take_away_across(&down) || found;
}
