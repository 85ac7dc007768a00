/** @file ch07_test.h
 *  What several tests of this chapter share: shapes, and the definition of what a
 * window sees. */
#ifndef CH07_TEST_H
#define CH07_TEST_H

#include "ch07.h"
#include "exercise_test.h"

/* Shapes: N, C, H, W, FH, FW, S, P, OH and OW. Where there is room for it, the
 * lengths differ. */
static const struct sliding one_of_all = {1, 1, 1, 1, 1, 1, 1, 0, 1, 1};
static const struct sliding one_row = {1, 1, 1, 4, 1, 2, 1, 0, 1, 3};
static const struct sliding three_by_three = {1, 1, 3, 3, 2, 2, 1, 0, 2, 2};
static const struct sliding two_images = {2, 3, 4, 6, 3, 2, 1, 0, 2, 5};
static const struct sliding three_images = {3, 2, 4, 5, 2, 3, 1, 0, 3, 3};
static const struct sliding three_channels = {1, 3, 5, 7, 4, 2, 1, 0, 2, 6};
static const struct sliding stride_2 = {2, 1, 7, 6, 3, 2, 2, 0, 3, 3};
static const struct sliding pad_1 = {1, 1, 2, 3, 2, 2, 1, 1, 3, 4};
static const struct sliding pad_1_stride_2 = {2, 3, 5, 6, 3, 2, 2, 1, 3, 4};
static const struct sliding pad_2 = {1, 2, 1, 2, 4, 3, 1, 2, 2, 4};

/** How many numbers x has, in the shape s. */
static inline size_t sliding_size(const struct sliding *s)
{
    return s->N * s->C * s->H * s->W;
}

/** How many numbers the window sees at one place. */
static inline size_t sliding_depth(const struct sliding *s)
{
    return s->C * s->FH * s->FW;
}

/** Where in x number k of all patches stands, patch after patch, as in the
 *  columns of im2col; -1 where x has none. */
static inline long sliding_source(const struct sliding *s, size_t k)
{
    const size_t depth = sliding_depth(s), p = k / depth;
    const size_t n = p / (s->OH * s->OW), c = k % depth / (s->FH * s->FW);
    const size_t i = p / s->OW % s->OH, j = p % s->OW;
    const long row = (long)(i * s->S + k / s->FW % s->FH) - (long)s->P;
    const long column = (long)(j * s->S + k % s->FW) - (long)s->P;
    const long H = (long)s->H, W = (long)s->W;
    if (row < 0 || row >= H || column < 0 || column >= W) {
        return -1;
    }
    return ((long)(n * s->C + c) * H + row) * W + column;
}

/** The sum under filter w, of sliding_depth() numbers, at place p of all places of
 *  all images x. */
static inline double sliding_sum(const float *x, const float *w,
                                 const struct sliding *s, size_t p)
{
    const size_t depth = sliding_depth(s);
    double sum = 0;
    for (size_t k = 0; k < depth; k++) {
        const long place = sliding_source(s, p * depth + k);
        sum += place < 0 ? 0 : (double)w[k] * x[place];
    }
    return sum;
}

#endif
