#include "ch07_test.h"

EXERCISE(max_pool);

enum { ROOM = 100, UNTOUCHED = 999999 };

/* Pool x; compare each number and each place, and what lies behind them. */
static void expect_pooled(const float *x, struct sliding s, const float *want,
                          const uint32_t *where, const char *name)
{
    const size_t size = s.N * s.C * s.OH * s.OW;
    uint32_t place[ROOM];
    float *y = blank(size);
    for (int k = 0; k < ROOM; k++) {
        place[k] = UNTOUCHED;
    }
    my_max_pool(x, y, place, &s);
    about(y, want, size, 0);
    for (size_t k = 0; k < size; k++) {
        expect_near(y[k], want[k], 0, "%s, y[%zu]", name, k);
        expect_equal(place[k], where[k], "%s, place[%zu]", name, k);
    }
    about(NULL, NULL, 0, 0);
    expect_guard(y, size, "y");
    expect_equal(place[size], UNTOUCHED,
                 "place[%zu], which is behind the last one and was 999999 "
                 "before,",
                 size);
}

Test(max_pool, by_hand)
{
    const float x[] = {1, 2, 0, 7, 9, 4, 5, 6};
    expect_pooled(x,
                  (struct sliding){.N = 1,
                                   .C = 1,
                                   .H = 2,
                                   .W = 4,
                                   .FH = 2,
                                   .FW = 2,
                                   .S = 2,
                                   .P = 0,
                                   .OH = 1,
                                   .OW = 2},
                  (const float[]){9, 7}, (const uint32_t[]){4, 3}, "by hand");
}

Test(max_pool, one_of_each)
{
    const float x[] = {-3};
    expect_pooled(x, one_of_all, x, (const uint32_t[]){0}, "one number");
}

Test(max_pool, all_negative)
{
    const float x[] = {-5, -4, -8, -6, -3, -7};
    expect_pooled(x,
                  (struct sliding){.N = 1,
                                   .C = 1,
                                   .H = 2,
                                   .W = 3,
                                   .FH = 2,
                                   .FW = 2,
                                   .S = 1,
                                   .P = 0,
                                   .OH = 1,
                                   .OW = 2},
                  (const float[]){-3, -3}, (const uint32_t[]){4, 4},
                  "all negative");
}

Test(max_pool, first_of_equals)
{
    const float x[] = {1, 2, 2, 2, 1, 2};
    expect_pooled(x,
                  (struct sliding){.N = 1,
                                   .C = 1,
                                   .H = 2,
                                   .W = 3,
                                   .FH = 2,
                                   .FW = 3,
                                   .S = 1,
                                   .P = 0,
                                   .OH = 1,
                                   .OW = 1},
                  (const float[]){2}, (const uint32_t[]){1}, "of equals");
    const float zeros[4] = {0};
    expect_pooled(zeros,
                  (struct sliding){.N = 1,
                                   .C = 1,
                                   .H = 2,
                                   .W = 2,
                                   .FH = 2,
                                   .FW = 2,
                                   .S = 2,
                                   .P = 0,
                                   .OH = 1,
                                   .OW = 1},
                  zeros, (const uint32_t[]){0}, "of zeros");
}

/* The numbers of a window that is pooled, sought in another way. */
Test(max_pool, all_lengths)
{
    enum { N = 2, C = 3, H = 7, W = 5, FH = 3, FW = 2, OH = 3, OW = 2 };
    const struct sliding s = {N, C, H, W, FH, FW, 2, 0, OH, OW};
    uint64_t seed = 8;
    float x[N * C * H * W], want[N * C * OH * OW];
    uint32_t where[N * C * OH * OW] = {0};
    fill_with_noise(x, N * C * H * W, &seed);
    for (size_t k = 0; k < N * C * OH * OW; k++) {
        want[k] = -2; /* noise is never that small */
    }
    for (uint32_t place = 0; place < N * C * H * W; place++) {
        const uint32_t row = place / W % H, column = place % W;
        for (uint32_t k = 0; k < N * C * OH * OW; k++) {
            const uint32_t top = k / OW % OH * 2, left = k % OW * 2;
            if (place / (H * W) == k / (OH * OW) && row >= top &&
                row < top + FH && column >= left && column < left + FW &&
                x[place] > want[k]) {
                want[k] = x[place];
                where[k] = place;
            }
        }
    }
    expect_pooled(x, s, want, where, "2 images, 3 channels");
}
