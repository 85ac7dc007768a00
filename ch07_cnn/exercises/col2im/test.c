#include "ch07_test.h"

EXERCISE(col2im);

/* Im2col of any image times columns is that image times col2im of columns. If
   the image is 1 at one place and 0 elsewhere, that is each number of x. */
static void expect_adjoint(struct sliding s, const char *name)
{
    enum { ROOM = 1000 };
    const size_t size = sliding_size(&s);
    const size_t count = s.N * s.OH * s.OW * sliding_depth(&s);
    uint64_t seed = 5;
    float numbers[ROOM], right[ROOM];
    double want[ROOM] = {0};
    expect(count <= ROOM && size <= ROOM, "the test has no room left");
    fill_with_noise(numbers, count, &seed);
    const float *columns = guarded(numbers, count);
    float *x = blank(size);
    my_col2im(columns, x, &s);
    for (size_t k = 0; k < count; k++) {
        const long place = sliding_source(&s, k);
        if (place >= 0) {
            want[place] += columns[k];
        }
    }
    for (size_t k = 0; k < size; k++) {
        right[k] = (float)want[k];
    }
    about(x, right, size, 1e-5);
    for (size_t k = 0; k < size; k++) {
        expect_near(x[k], want[k], 1e-5, "%s, x[%zu]", name, k);
    }
    about(NULL, NULL, 0, 0);
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
    my_col2im(ones, x, &three_by_three);
    expect_all_near(x, want, 9, 0, "of ones, x");
}

Test(col2im, one_of_each)
{
    const float columns[] = {-7};
    float *x = blank(1);
    my_col2im(columns, x, &one_of_all);
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
    expect_adjoint(three_images, "3 images, 2 channels");
    expect_adjoint(three_channels, "1 image, 3 channels");
    expect_adjoint(stride_2, "stride 2");
}

Test(col2im, adjoint_with_zeros_around)
{
    expect_adjoint(pad_1, "pad 1");
    expect_adjoint(pad_1_stride_2, "pad 1, stride 2");
    expect_adjoint(pad_2, "pad 2");
}
