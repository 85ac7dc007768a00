#include "ch07_test.h"

EXERCISE(max_pool_backward);

Test(max_pool_backward, by_hand)
{
    const float dout[] = {10, 20, 5}, want[] = {0, 0, 0, 20, 15, 0, 0, 0};
    const uint32_t place[] = {4, 3, 4};
    float *dx = blank(8);
    my_max_pool_backward(dout, place, dx,
                         &(struct sliding){.N = 1,
                                           .C = 1,
                                           .H = 2,
                                           .W = 4,
                                           .FH = 2,
                                           .FW = 2,
                                           .S = 1,
                                           .P = 0,
                                           .OH = 1,
                                           .OW = 3});
    expect_all_near(dx, want, 8, 0, "dx");
}

Test(max_pool_backward, one_of_each)
{
    const float dout[] = {-3};
    const uint32_t place[] = {0};
    float *dx = blank(1);
    my_max_pool_backward(dout, place, dx, &one_of_all);
    expect_all_near(dx, dout, 1, 0, "dx");
}

/* 2 images of 3 channels with 5 x 7 numbers each: the last of every window of
   2 x 3 is the largest, if the image counts 0, 1, 2, ... */
enum {
    N = 2,
    C = 3,
    H = 5,
    W = 7,
    OH = 2,
    OW = 2,
    OUTPUTS = N * C * OH * OW
};
static const struct sliding s = {N, C, H, W, 2, 3, 3, 0, OH, OW};

static uint32_t last_of_window(uint32_t k)
{
    const uint32_t plane = k / (OH * OW), i = k / OW % OH, j = k % OW;
    return (plane * H + i * 3 + 1) * W + j * 3 + 2;
}

Test(max_pool_backward, to_the_winner_alone)
{
    uint32_t place[OUTPUTS];
    float dout[OUTPUTS], want[N * C * H * W] = {0};
    for (uint32_t k = 0; k < OUTPUTS; k++) {
        place[k] = last_of_window(k);
        dout[k] = (float)(k + 1);
        want[place[k]] = dout[k];
    }
    float *dx = blank(N * C * H * W);
    my_max_pool_backward(dout, place, dx, &s);
    expect_all_near(dx, want, N * C * H * W, 0, "dx");
}

/* All windows kept the number in the middle: it gets the sum, and nothing is
   lost on the way. */
Test(max_pool_backward, windows_that_overlap)
{
    enum { WINDOWS = 9, SIZE = 25, MIDDLE = 12 };
    uint64_t seed = 4;
    uint32_t place[WINDOWS];
    float dout[WINDOWS], want[SIZE] = {0};
    fill_with_noise(dout, WINDOWS, &seed);
    for (int k = 0; k < WINDOWS; k++) {
        place[k] = MIDDLE;
        want[MIDDLE] += dout[k];
    }
    float *dx = blank(SIZE);
    my_max_pool_backward(dout, place, dx,
                         &(struct sliding){.N = 1,
                                           .C = 1,
                                           .H = 5,
                                           .W = 5,
                                           .FH = 3,
                                           .FW = 3,
                                           .S = 1,
                                           .P = 0,
                                           .OH = 3,
                                           .OW = 3});
    expect_all_near(dx, want, SIZE, 1e-6, "dx");
}
