#include "ch07.h"
#include "exercise_test.h"

EXERCISE(col2im);

/* The index in x of number k of columns, or -1 where x has none. */
static long source(const struct sliding *s, size_t k)
{
    const size_t depth = s->C * s->FH * s->FW, p = k / depth;
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

/* Im2col of any image times columns is that image times col2im of columns. If
   the image is 1 at one place and 0 elsewhere, that is each number of x. */
static void expect_adjoint(struct sliding s, const char *name)
{
    enum { ROOM = 1000 };
    const size_t size = s.N * s.C * s.H * s.W;
    const size_t count = s.N * s.OH * s.OW * s.C * s.FH * s.FW;
    uint64_t seed = 5;
    float numbers[ROOM];
    double want[ROOM] = {0};
    expect(count <= ROOM && size <= ROOM, "the test has no room left");
    fill_with_noise(numbers, count, &seed);
    const float *columns = guarded(numbers, count);
    float *x = blank(size);
    my_col2im(columns, x, &s);
    for (size_t k = 0; k < count; k++) {
        const long place = source(&s, k);
        if (place >= 0) {
            want[place] += columns[k];
        }
    }
    for (size_t k = 0; k < size; k++) {
        expect_near(x[k], want[k], 1e-5, "%s, x[%zu]", name, k);
    }
    expect_guard(x, size, "x");
}

Test(col2im, how_often_a_number_is_seen)
{
    float ones[16];
    for (int k = 0; k < 16; k++) {
        ones[k] = 1;
    }
    const float want[] = {1, 2, 1, 2, 4, 2, 1, 2, 1};
    float *x = blank(9);
    my_col2im(ones, x,
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
    expect_all_near(x, want, 9, 0, "of ones, x");
}

Test(col2im, one_of_each)
{
    const float columns[] = {-7};
    float *x = blank(1);
    my_col2im(columns, x, &(struct sliding){1, 1, 1, 1, 1, 1, 1, 0, 1, 1});
    expect_all_near(x, columns, 1, 0, "x");
}

/* The window of 1 x 2 stands in the columns 0, 1 and 3, 4 of row 0. */
Test(col2im, never_seen)
{
    const float columns[] = {1, 2, 3, 4};
    const float want[] = {1, 2, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0};
    float *x = blank(12);
    my_col2im(columns, x,
              &(struct sliding){.N = 1,
                                .C = 1,
                                .H = 2,
                                .W = 6,
                                .FH = 1,
                                .FW = 2,
                                .S = 3,
                                .P = 0,
                                .OH = 1,
                                .OW = 2});
    expect_all_near(x, want, 12, 0, "x");
}

Test(col2im, adjoint)
{
    expect_adjoint((struct sliding){.N = 3,
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
    expect_adjoint((struct sliding){.N = 1,
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
    expect_adjoint((struct sliding){.N = 2,
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
}

Test(col2im, adjoint_with_zeros_around)
{
    expect_adjoint((struct sliding){.N = 1,
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
    expect_adjoint((struct sliding){.N = 2,
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
    expect_adjoint((struct sliding){.N = 1,
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
