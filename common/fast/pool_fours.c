// # Pooling of four
//
// Which of two numbers is larger is as good as random, and a processor that guesses
// where a branch goes would often be wrong. Each wrong guess costs it some 15 ticks, in
// which it could have done 60 instructions. **How does one find the largest of four without a branch?**
//
// Nearly everybody pools with windows of $2 \times 2$ side by side. For these the
// [definition](../math/pool.c) is written out here, without a loop over the window and
// without an edge.
#include "fast/pool_fours.h"

static bool by_fours(const Window *w)
{
    return w->height == 2 && w->width == 2 && w->stride_down == 2 &&
           w->stride_right == 2 && w->pad_down == 0 && w->pad_right == 0;
}

// ## Answers that are numbers
//
// Here every answer is a number, 0 or 1, so there is no branch, and the compiler does
// several windows at once. First comes the largest, and then who it was: not `a`, nor
// `b`, nor `c`.
static void pool_row(real *restrict y, int *restrict winners, const real *x,
                     int place, int W)
{
    const real *above = x + place, *below = above + W;
    for (int j = 0; j < W / 2; j++) {
        const real a = above[2 * j], b = above[2 * j + 1];
        const real c = below[2 * j], d = below[2 * j + 1];
        const real ab = b > a ? b : a, cd = d > c ? d : c;
        const real most = cd > ab ? cd : ab;
        const int not_a = a != most, nor_b = not_a & (b != most);
        const int nor_c = nor_b & (c != most);
        y[j] = most;
        winners[j] = place + 2 * j + not_a + nor_b * (W - 1) + nor_c;
    }
}

// ## Only without a NaN
//
// These comparisons let a NaN lose. So we look for one first, again without a branch;
// who has one goes the plain way.
static bool has_nan(const real *x, int count)
{
    int found = 0;
    for (int i = 0; i < count; i++) {
        found |= x[i] != x[i];
    }
    return found != 0;
}

bool pool_fours(Tensor *y, int *winners, const Tensor *x,
                const Window *window)
{
    const int H = x->shape.n[2], W = x->shape.n[3];
    if (!by_fours(window) || has_nan(x->data, x->size)) {
        return false;
    }
    real *to = y->data;
    for (int p = 0; p < x->shape.n[0] * x->shape.n[1]; p++) {
        for (int i = 0; i < H / 2; i++, to += W / 2, winners += W / 2) {
            pool_row(to, winners, x->data + (ptrdiff_t)p * H * W, 2 * i * W,
                     W);
        }
    }
    return true;
}
