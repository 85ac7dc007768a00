/* caught-by: photograph/scales */
#include <math.h>

#include "ch07.h"

static double paper(const float *grey, size_t H, size_t W, size_t row,
                    size_t column)
{
    const size_t R = (H > W ? H : W) / 8;
    const size_t top = row > R ? row - R : 0;
    const size_t left = column > R ? column - R : 0;
    double sum = 0, n = 0;
    for (size_t i = top; i < H && i <= row + R; i++) {
        for (size_t j = left; j < W && j <= column + R; j++) {
            sum += (double)grey[i * W + j];
            n++;
        }
    }
    return sum / n;
}

void my_ink(const float *grey, float *ink, size_t H, size_t W)
{
    for (size_t i = 0; i < H; i++) {
        for (size_t j = 0; j < W; j++) {
            const double limit = 0.85 * paper(grey, H, W, i, j);
            ink[i * W + j] = (double)grey[i * W + j] < limit;
        }
    }
}

struct box my_box(const float *ink, size_t H, size_t W)
{
    const struct box none = {0, 0, 0, 0};
    struct box box = {H, 0, W, 0};
    for (size_t i = 0; i < H; i++) {
        for (size_t j = 0; j < W; j++) {
            if (ink[i * W + j] > 0) {
                box.top = i < box.top ? i : box.top;
                box.left = j < box.left ? j : box.left;
                box.right = j + 1 > box.right ? j + 1 : box.right;
                box.bottom = i + 1;
            }
        }
    }
    return box.bottom > 0 ? box : none;
}

static double common(double from, double to, size_t k)
{
    return fmin(to, (double)k + 1) - fmax(from, (double)k);
}

static double mean_ink(const float *ink, struct box box, size_t W, double top,
                       double left, double down, double right)
{
    double sum = 0;
    for (size_t i = (size_t)top; i < box.bottom && (double)i < top + down;
         i++) {
        for (size_t j = (size_t)left;
             j < box.right && (double)j < left + right; j++) {
            sum += (double)ink[i * W + j] * common(top, top + down, i) *
                   common(left, left + right, j);
        }
    }
    return sum / (down * right);
}

void my_scale(const float *ink, struct box box, float *small, size_t W)
{
    const size_t rows = box.bottom - box.top, columns = box.right - box.left;
    const double down = (double)rows / 20, right = (double)columns / 20;
    for (int i = 0; i < 20; i++) {
        for (int j = 0; j < 20; j++) {
            small[i * 20 + j] =
                (float)mean_ink(ink, box, W, (double)box.top + down * i,
                                (double)box.left + right * j, down, right);
        }
    }
}

void my_centre(const float *small, float *image) { YOUR_CODE_HERE(); }

int my_photograph(const float *grey, float *image, size_t H, size_t W)
{
    YOUR_CODE_HERE();
}
