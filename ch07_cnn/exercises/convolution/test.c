#include "ch07_test.h"

EXERCISE(convolution);

enum { ROOM = 400 };

static void expect_definition(struct sliding s, size_t filters,
                              const char *name)
{
    uint64_t seed = 7;
    float x[ROOM], w[ROOM], b[ROOM], want[ROOM];
    fill_with_noise(x, ROOM, &seed);
    fill_with_noise(w, ROOM, &seed);
    fill_with_noise(b, ROOM, &seed);
    const size_t depth = sliding_depth(&s), places = s.OH * s.OW;
    const size_t size = s.N * filters * places;
    float *y = blank(size);
    my_convolution(guarded(x, sliding_size(&s)), guarded(w, filters * depth),
                   guarded(b, filters), y, filters, &s);
    for (size_t k = 0; k < size; k++) {
        const size_t f = k / places % filters, n = k / (places * filters);
        want[k] = b[f] + (float)sliding_sum(x, w + f * depth, &s,
                                            n * places + k % places);
    }
    about(y, want, size, 1e-5);
    for (size_t k = 0; k < size; k++) {
        const size_t j = k % s.OW, i = k / s.OW % s.OH;
        const size_t f = k / places % filters, n = k / (places * filters);
        expect_near(y[k], want[k], 1e-5,
                    "%s, y[%zu] (image %zu, filter %zu, place %zu, %zu)",
                    name, k, n, f, i, j);
    }
    about(NULL, NULL, 0, 0);
    expect_guard(y, size, "y");
}

Test(convolution, by_hand)
{
    const float x[] = {1, 2, 3, 4}, w[] = {10, 1}, b[] = {0.5f};
    const float want[] = {12.5f, 23.5f, 34.5f};
    float *y = blank(3);
    my_convolution(x, w, b, y, 1, &one_row);
    expect_all_near(y, want, 3, 0, "y");
}

Test(convolution, one_of_each)
{
    const float x[] = {3}, w[] = {-2}, b[] = {1}, want[] = {-5};
    float *y = blank(1);
    my_convolution(x, w, b, y, 1, &one_of_all);
    expect_all_near(y, want, 1, 0, "y");
}

/* A filter that is 1 in its middle and 0 elsewhere gives the image again. */
Test(convolution, copies_with_one_weight)
{
    const float w[] = {0, 0, 0, 0, 1, 0, 0, 0, 0}, b[] = {0};
    const float x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    float *y = blank(12);
    my_convolution(x, w, b, y, 1,
                   &(struct sliding){.N = 1,
                                     .C = 1,
                                     .H = 3,
                                     .W = 4,
                                     .FH = 3,
                                     .FW = 3,
                                     .S = 1,
                                     .P = 1,
                                     .OH = 3,
                                     .OW = 4});
    expect_all_near(y, x, 12, 0, "with one weight in the middle, y");
}

Test(convolution, all_lengths)
{
    expect_definition(two_images, 4, "4 filters");
    expect_definition((struct sliding){.N = 3,
                                       .C = 1,
                                       .H = 5,
                                       .W = 4,
                                       .FH = 1,
                                       .FW = 3,
                                       .S = 1,
                                       .P = 0,
                                       .OH = 5,
                                       .OW = 2},
                      2, "2 filters");
}

Test(convolution, stride_and_zeros_around)
{
    expect_definition(pad_1_stride_2, 5, "stride 2, pad 1");
    expect_definition(pad_2, 3, "pad 2");
}
