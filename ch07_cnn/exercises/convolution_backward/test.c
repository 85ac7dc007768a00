#include "ch07_test.h"

EXERCISE(convolution_backward);

enum { ROOM = 400 };

static float x[ROOM], w[ROOM], b[ROOM], dout[ROOM];

/* The loss: the sum of what the convolution gives, each number times dout. */
static double loss(const struct sliding *s, size_t filters)
{
    const size_t depth = sliding_depth(s), places = s->OH * s->OW;
    double sum = 0;
    for (size_t k = 0; k < s->N * filters * places; k++) {
        const size_t f = k / places % filters, n = k / (places * filters);
        const double y =
            b[f] + sliding_sum(x, w + f * depth, s, n * places + k % places);
        sum += y * dout[k];
    }
    return sum;
}

/* The loss is linear in each number, so its slope can be measured with a long
   step, which loses no digits. */
static void expect_slopes(const float *got, float *of, size_t size,
                          const struct sliding *s, size_t filters,
                          const char *name)
{
    float want[ROOM];
    for (size_t k = 0; k < size; k++) {
        const float before = of[k];
        of[k] = 1;
        const double above = loss(s, filters);
        of[k] = 0;
        want[k] = (float)(above - loss(s, filters));
        of[k] = before;
    }
    expect_all_near(got, want, size, 1e-4, name);
}

static void expect_gradients(struct sliding s, size_t filters)
{
    const size_t images = sliding_size(&s);
    const size_t weights = filters * sliding_depth(&s);
    uint64_t seed = 6;
    fill_with_noise(x, ROOM, &seed);
    fill_with_noise(w, ROOM, &seed);
    fill_with_noise(b, ROOM, &seed);
    fill_with_noise(dout, ROOM, &seed);
    float *dx = blank(images), *dw = blank(weights), *db = blank(filters);
    my_convolution_backward(x, w, dout, dx, dw, db, filters, &s);
    expect_slopes(db, b, filters, &s, filters, "db");
    expect_slopes(dw, w, weights, &s, filters, "dw");
    expect_slopes(dx, x, images, &s, filters, "dx");
}

Test(convolution_backward, by_hand)
{
    const float row[] = {1, 2, 3, 4}, filter[] = {10, 1}, back[] = {1, 0, 2};
    const struct sliding s = one_row;
    float *dx = blank(4), *dw = blank(2), *db = blank(1);
    my_convolution_backward(row, filter, back, dx, dw, db, 1, &s);
    expect_all_near(db, (const float[]){3}, 1, 0, "db");
    expect_all_near(dw, (const float[]){7, 10}, 2, 0, "dw");
    expect_all_near(dx, (const float[]){10, 1, 20, 2}, 4, 0, "dx");
}

Test(convolution_backward, one_of_each)
{
    const float pixel[] = {3}, weight[] = {-2}, back[] = {5};
    float *dx = blank(1), *dw = blank(1), *db = blank(1);
    my_convolution_backward(pixel, weight, back, dx, dw, db, 1, &one_of_all);
    expect_all_near(db, back, 1, 0, "db");
    expect_all_near(dw, (const float[]){15}, 1, 0, "dw");
    expect_all_near(dx, (const float[]){-10}, 1, 0, "dx");
}

Test(convolution_backward, all_lengths) { expect_gradients(two_images, 4); }

Test(convolution_backward, stride_and_zeros_around)
{
    expect_gradients(pad_1_stride_2, 5);
    expect_gradients(pad_2, 3);
}

/* The second call must not add to what the first one left. */
Test(convolution_backward, called_twice)
{
    const float row[] = {1, 2, 3}, filter[] = {4, 5}, back[] = {6, 7};
    const struct sliding s = {.N = 1,
                              .C = 1,
                              .H = 1,
                              .W = 3,
                              .FH = 1,
                              .FW = 2,
                              .S = 1,
                              .P = 0,
                              .OH = 1,
                              .OW = 2};
    float *dx = blank(3), *dw = blank(2), *db = blank(1);
    for (int call = 0; call < 2; call++) {
        my_convolution_backward(row, filter, back, dx, dw, db, 1, &s);
    }
    expect_all_near(db, (const float[]){13}, 1, 0, "the second time, db");
    expect_all_near(dw, (const float[]){20, 33}, 2, 0, "the second time, dw");
    expect_all_near(dx, (const float[]){24, 58, 35}, 3, 0,
                    "the second time, dx");
}
