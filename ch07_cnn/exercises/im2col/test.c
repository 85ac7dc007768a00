#include "ch07.h"
#include "exercise_test.h"

EXERCISE(im2col);

/* The number of x at this place, or 0 where x has none. */
static float at(const float *x, const struct sliding *s, size_t n, size_t c,
                long row, long column)
{
    const long H = (long)s->H, W = (long)s->W;
    if (row < 0 || row >= H || column < 0 || column >= W) {
        return 0;
    }
    return x[(long)(n * s->C + c) * H * W + row * W + column];
}

/* Compare all of columns with the definition, for an image 1, 2, 3, ... */
static void expect_patches(struct sliding s, const char *name)
{
    enum { ROOM = 300 };
    float numbers[ROOM];
    for (int i = 0; i < ROOM; i++) {
        numbers[i] = (float)(i + 1);
    }
    const size_t rows = s.N * s.OH * s.OW, depth = s.C * s.FH * s.FW;
    const float *x = guarded(numbers, s.N * s.C * s.H * s.W);
    float *columns = blank(rows * depth);
    my_im2col(x, columns, &s);
    for (size_t k = 0; k < rows * depth; k++) {
        const size_t p = k / depth, c = k % depth / (s.FH * s.FW);
        const size_t i = p / s.OW % s.OH, j = p % s.OW;
        const size_t u = k / s.FW % s.FH, v = k % s.FW;
        expect_near(
            columns[k],
            at(x, &s, p / (s.OH * s.OW), c, (long)(i * s.S + u) - (long)s.P,
               (long)(j * s.S + v) - (long)s.P),
            0, "%s, columns[%zu] (row %zu, channel %zu)", name, k, p, c);
    }
    expect_guard(columns, rows * depth, "columns");
}

Test(im2col, by_hand)
{
    const float x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    const float want[] = {1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9};
    float *columns = blank(16);
    my_im2col(x, columns,
              &(struct sliding){.N = 1,
                                .C = 1,
                                .H = 3,
                                .W = 3,
                                .FH = 2,
                                .FW = 2,
                                .S = 1,
                                .P = 0,
                                .OH = 2,
                                .OW = 2});
    expect_all_near(columns, want, 16, 0, "columns");
}

Test(im2col, one_of_each)
{
    const float x[] = {7};
    float *columns = blank(1);
    my_im2col(x, columns, &(struct sliding){1, 1, 1, 1, 1, 1, 1, 0, 1, 1});
    expect_all_near(columns, x, 1, 0, "columns");
}

Test(im2col, two_channels_and_three_images)
{
    expect_patches((struct sliding){.N = 3,
                                    .C = 2,
                                    .H = 4,
                                    .W = 5,
                                    .FH = 2,
                                    .FW = 3,
                                    .S = 1,
                                    .P = 0,
                                    .OH = 3,
                                    .OW = 3},
                   "3 images, 2 channels");
    expect_patches((struct sliding){.N = 1,
                                    .C = 3,
                                    .H = 5,
                                    .W = 7,
                                    .FH = 4,
                                    .FW = 2,
                                    .S = 1,
                                    .P = 0,
                                    .OH = 2,
                                    .OW = 6},
                   "1 image, 3 channels");
}

Test(im2col, stride)
{
    expect_patches((struct sliding){.N = 2,
                                    .C = 1,
                                    .H = 7,
                                    .W = 6,
                                    .FH = 3,
                                    .FW = 2,
                                    .S = 2,
                                    .P = 0,
                                    .OH = 3,
                                    .OW = 3},
                   "stride 2");
    expect_patches((struct sliding){.N = 1,
                                    .C = 2,
                                    .H = 4,
                                    .W = 8,
                                    .FH = 1,
                                    .FW = 2,
                                    .S = 3,
                                    .P = 0,
                                    .OH = 2,
                                    .OW = 3},
                   "stride 3");
}

Test(im2col, zeros_around)
{
    expect_patches((struct sliding){.N = 1,
                                    .C = 1,
                                    .H = 2,
                                    .W = 3,
                                    .FH = 2,
                                    .FW = 2,
                                    .S = 1,
                                    .P = 1,
                                    .OH = 3,
                                    .OW = 4},
                   "pad 1");
    expect_patches((struct sliding){.N = 2,
                                    .C = 3,
                                    .H = 5,
                                    .W = 6,
                                    .FH = 3,
                                    .FW = 2,
                                    .S = 2,
                                    .P = 1,
                                    .OH = 3,
                                    .OW = 4},
                   "pad 1, stride 2");
    expect_patches((struct sliding){.N = 1,
                                    .C = 2,
                                    .H = 1,
                                    .W = 2,
                                    .FH = 4,
                                    .FW = 3,
                                    .S = 1,
                                    .P = 2,
                                    .OH = 2,
                                    .OW = 4},
                   "pad 2");
}
