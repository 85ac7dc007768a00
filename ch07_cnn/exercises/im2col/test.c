#include "ch07_test.h"

EXERCISE(im2col);

/* Compare all of columns with the definition, for an image 1, 2, 3, ... */
static void expect_patches(struct sliding s, const char *name)
{
    enum { ROOM = 300, PATCHES = 1000 };
    float numbers[ROOM], want[PATCHES];
    for (int i = 0; i < ROOM; i++) {
        numbers[i] = (float)(i + 1);
    }
    const size_t depth = sliding_depth(&s), count = s.N * s.OH * s.OW * depth;
    const float *x = guarded(numbers, sliding_size(&s));
    float *columns = blank(count);
    expect(count <= PATCHES, "the test has no room left");
    my_im2col(x, columns, &s);
    for (size_t k = 0; k < count; k++) {
        const long place = sliding_source(&s, k);
        want[k] = place < 0 ? 0 : x[place];
    }
    about(columns, want, count, 0);
    for (size_t k = 0; k < count; k++) {
        expect_near(columns[k], want[k], 0,
                    "%s, columns[%zu] (row %zu, channel %zu)", name, k,
                    k / depth, k % depth / (s.FH * s.FW));
    }
    about(NULL, NULL, 0, 0);
    expect_guard(columns, count, "columns");
}

Test(im2col, by_hand)
{
    const float x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    const float want[] = {1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9};
    float *columns = blank(16);
    my_im2col(x, columns, &three_by_three);
    expect_all_near(columns, want, 16, 0, "columns");
}

Test(im2col, one_of_each)
{
    const float x[] = {7};
    float *columns = blank(1);
    my_im2col(x, columns, &one_of_all);
    expect_all_near(columns, x, 1, 0, "columns");
}

Test(im2col, two_channels_and_three_images)
{
    expect_patches(three_images, "3 images, 2 channels");
    expect_patches(three_channels, "1 image, 3 channels");
}

Test(im2col, stride)
{
    expect_patches(stride_2, "stride 2");
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
    expect_patches(pad_1, "pad 1");
    expect_patches(pad_1_stride_2, "pad 1, stride 2");
    expect_patches(pad_2, "pad 2");
}
