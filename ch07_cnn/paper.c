// # Paper that is not white
//
// The light comes from one side, a hand throws a shadow, beside the sheet lies a dark
// table. The paper in the shadow may be darker than the ink in the light, so no
// single grey separates them. **How light is the paper at each place, also below the
// ink?** A stroke is thin. So the paper is what a stroke is too thin to hide.
#include "paper.h"

#include <stdlib.h>
#include <string.h>

enum { SMOOTH_FROM = 200 }; /* rows or columns */

// ## Not too many pixels
//
// A camera takes millions of pixels, and a digit needs a few hundred. The mean of
// a square of them has less noise, too.
static uint8_t mean_of_square(const Photo *photo, int row, int column, int k)
{
    long sum = 0;
    for (int i = row * k; i < (row + 1) * k; i++) {
        const uint8_t *line = photo->grey + (size_t)i * (size_t)photo->width;
        for (int j = column * k; j < (column + 1) * k; j++) {
            sum += line[j];
        }
    }
    return (uint8_t)((sum + k * k / 2) / (k * k));
}

static Photo empty_photo(int height, int width)
{
    return (Photo){height, width,
                   allocate((size_t)height * (size_t)width, 1)};
}

// In a picture that is large enough, each pixel then becomes the mean of the nine around it.
// That takes two thirds of the grain, and a stroke is wider than that.
static uint8_t mean_of_nine(const Photo *photo, int row, int column)
{
    int sum = 0, count = 0;
    for (int i = row - 1; i <= row + 1; i++) {
        for (int j = column - 1; j <= column + 1; j++) {
            if (i >= 0 && i < photo->height && j >= 0 && j < photo->width) {
                sum += photo->grey[i * photo->width + j];
                count++;
            }
        }
    }
    return (uint8_t)((sum + count / 2) / count);
}

static void smooth(Photo *photo)
{
    Photo old = *photo;
    *photo = empty_photo(old.height, old.width);
    for (int i = 0; i < old.height; i++) {
        for (int j = 0; j < old.width; j++) {
            photo->grey[i * old.width + j] = mean_of_nine(&old, i, j);
        }
    }
    photo_clear(&old);
}

int paper_smaller(Photo *small, const Photo *photo)
{
    const int H = photo->height, W = photo->width;
    const int shorter = H < W ? H : W;
    const int k = ((H > W ? H : W) + PAPER_SIDE - 1) / PAPER_SIDE;
    CHECK(k <= shorter, "a picture of %d x %d pixels", W, H);
    *small = empty_photo(H / k, W / k);
    for (int i = 0; i < small->height; i++) {
        for (int j = 0; j < small->width; j++) {
            small->grey[i * small->width + j] =
                mean_of_square(photo, i, j, k);
        }
    }
    if ((H > W ? H : W) >= SMOOTH_FROM) {
        smooth(small);
    }
    return k;
}

// ## Two groups
//
// Count how many pixels have each of the 256 greys. A threshold $t$ splits them
// into two groups of $n_0$ and $n_1$ pixels, with the means $\mu_0$ and $\mu_1$. The
// best threshold keeps the groups far apart; by N. Otsu (1979) it makes
//
// $$ n_0\, n_1\, (\mu_1 - \mu_0)^2 $$
//
// as large as possible.
void paper_split(double *low, double *high, const Photo *photo)
{
    double count[256] = {0}, sum = 0, best = -1, n = 0, below = 0;
    const size_t size = (size_t)photo->height * (size_t)photo->width;
    for (size_t i = 0; i < size; i++) {
        count[photo->grey[i]]++;
        sum += photo->grey[i];
    }
    *low = *high = sum / (double)size;
    for (int t = 0; t < 255; t++) {
        n += count[t];
        below += count[t] * t;
        const double rest = (double)size - n;
        if (n > 0 && rest > 0) {
            const double dark = below / n, light = (sum - below) / rest;
            const double apart = n * rest * (light - dark) * (light - dark);
            if (apart > best) {
                best = apart;
                *low = dark;
                *high = light;
            }
        }
    }
}

// ## The lightest neighbour
//
// Every pixel becomes as light as the lightest one within a reach of $r$ rows and columns.
// That takes few steps: after one with the neighbours at a distance of 1, one with those at a
// distance of 3 knows of all up to 4, and one with those at 9 of all up to 13. Where a neighbour
// would be outside of the picture, the outermost pixel stands for it.
//
// The same with the darkest is the same with dark and light exchanged: each grey $g$ becomes
// $255 - g$ before and after.
static void lightest_along(uint8_t *to, const uint8_t *from, int count,
                           int stride, int step)
{
    for (int i = 0; i < count; i++) {
        const int first = i > step ? i - step : 0;
        const int last = i + step < count ? i + step : count - 1;
        const int ways[] = {first, i, last};
        uint8_t most = 0;
        for (int w = 0; w < 3; w++) {
            const uint8_t grey = from[ways[w] * stride];
            most = grey > most ? grey : most;
        }
        to[i * stride] = most;
    }
}

void paper_lightest(Photo *photo, int reach)
{
    const int H = photo->height, W = photo->width;
    Photo other = empty_photo(H, W);
    for (int step = 1; reach > 0; reach -= step, step *= 3) {
        step = step < reach ? step : reach;
        for (int i = 0; i < H; i++) {
            lightest_along(other.grey + i * W, photo->grey + i * W, W, 1,
                           step);
        }
        for (int j = 0; j < W; j++) {
            lightest_along(photo->grey + j, other.grey + j, H, W, step);
        }
    }
    photo_clear(&other);
}

static void exchange_dark_and_light(Photo *photo)
{
    for (int p = 0; p < photo->height * photo->width; p++) {
        photo->grey[p] = (uint8_t)(255 - photo->grey[p]);
    }
}

static Photo copy_of(const Photo *photo)
{
    Photo copy = empty_photo(photo->height, photo->width);
    memcpy(copy.grey, photo->grey,
           (size_t)photo->height * (size_t)photo->width);
    return copy;
}

Photo paper_negative(const Photo *photo)
{
    Photo negative = copy_of(photo);
    exchange_dark_and_light(&negative);
    return negative;
}

// One grain of noise would make all its neighbours light. So a pixel first becomes the
// **median** (中位数) of the nine around it: the fifth when they stand in order.
static uint8_t median_of_nine(const Photo *photo, int row, int column)
{
    uint8_t nine[9];
    int count = 0;
    for (int i = row - 1; i <= row + 1; i++) {
        for (int j = column - 1; j <= column + 1; j++) {
            const int a = i < 0 ? 0 : i < photo->height ? i : row;
            const int b = j < 0 ? 0 : j < photo->width ? j : column;
            const uint8_t grey = photo->grey[a * photo->width + b];
            int place = count++;
            for (; place > 0 && nine[place - 1] > grey; place--) {
                nine[place] = nine[place - 1];
            }
            nine[place] = grey;
        }
    }
    return nine[4];
}

static Photo without_grains(const Photo *photo)
{
    Photo medians = empty_photo(photo->height, photo->width);
    for (int i = 0; i < photo->height; i++) {
        for (int j = 0; j < photo->width; j++) {
            medians.grey[i * photo->width + j] = median_of_nine(photo, i, j);
        }
    }
    return medians;
}

// ## The paper
//
// First every pixel becomes the lightest around it: strokes disappear that are thinner than
// the reach, and the light parts grow. Then every pixel becomes the darkest around it: what
// has grown shrinks again, to the place where it was. A table that is wider than the reach
// comes back dark, a slow shadow as it was, and only the strokes are gone. It is
// called a **closing** (闭运算) (J. Serra, "Image Analysis and Mathematical Morphology",
// 1982).
//
// By hand, with a reach of 1 along a row: 9 9 2 9 9 3 3 3 3. The lightest: 9 9 9 9
// 9 9 3 3 3. Of these the darkest: 9 9 9 9 9 3 3 3 3. The stroke is gone, the table stands
// where it stood.
static Photo close_strokes(const Photo *medians, int reach)
{
    Photo paper = copy_of(medians);
    paper_lightest(&paper, reach);
    exchange_dark_and_light(&paper);
    paper_lightest(&paper, reach);
    exchange_dark_and_light(&paper);
    return paper;
}

// ## How far?
//
// The farther we look, the thicker a stroke may be, but the more is left of a shade, and a
// narrow table is taken for a stroke. So we look far first. If the paper then is nearly of
// one grey, there was no shade and no table. If not, we look half as far.
static bool is_even(const Photo *paper)
{
    uint8_t least = 255, most = 0;
    for (int p = 0; p < paper->height * paper->width; p++) {
        least = paper->grey[p] < least ? paper->grey[p] : least;
        most = paper->grey[p] > most ? paper->grey[p] : most;
    }
    return 4 * least >= 3 * most;
}

static Photo find_paper(const Photo *photo)
{
    const int H = photo->height, W = photo->width;
    const int side = H > W ? H : W;
    Photo medians = without_grains(photo);
    Photo paper = close_strokes(&medians, side / 8 + 3);
    if (!is_even(&paper)) {
        photo_clear(&paper);
        paper = close_strokes(&medians, side / 16 + 3);
    }
    photo_clear(&medians);
    return paper;
}

// ## The ink
//
// A shadow that takes half of the light takes it from paper and ink alike. So ink is
// counted in parts of the paper: from its grey to black the way is 1. Chalk is the
// same with dark and light exchanged. Paper that is nearly black leaves no way at all, and
// every grain on it would be ink; so the way is never taken as shorter than 96.
int paper_way(int grey) { return grey > 96 ? grey : 96; }

void paper_take_away(Photo *ink, const Photo *photo, bool light)
{
    const int size = photo->height * photo->width;
    *ink = light ? paper_negative(photo) : copy_of(photo);
    Photo paper = find_paper(ink);
    for (int p = 0; p < size; p++) {
        const int way = paper.grey[p] - ink->grey[p];
        ink->grey[p] =
            (uint8_t)(way > 0 ? FULL_INK * way / paper_way(paper.grey[p])
                              : 0);
    }
    photo_clear(&paper);
}
