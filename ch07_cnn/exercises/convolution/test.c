#include "ch07.h"
#include "exercise_test.h"

EXERCISE(convolution);

enum { ROOM = 400 };

/* The number of x at this place, or 0 where x has none. */
static double at(const float *x, const struct sliding *s, size_t n, size_t c,
                 long row, long column)
{
    const long H = (long)s->H, W = (long)s->W;
    if (row < 0 || row >= H || column < 0 || column >= W) {
        return 0;
    }
    return x[(long)(n * s->C + c) * H * W + row * W + column];
}

/* The sum under filter f in image n at the place (i, j). */
static double sum_at(const float *x, const float *w, const struct sliding *s,
                     size_t n, size_t f, size_t i, size_t j)
{
    const size_t depth = s->C * s->FH * s->FW;
    double sum = 0;
    for (size_t k = 0; k < depth; k++) {
        const size_t c = k / (s->FH * s->FW);
        const size_t u = k / s->FW % s->FH, v = k % s->FW;
        sum += (double)w[f * depth + k] *
               at(x, s, n, c, (long)(i * s->S + u) - (long)s->P,
                  (long)(j * s->S + v) - (long)s->P);
    }
    return sum;
}

static void expect_definition(struct sliding s, size_t filters,
                              const char *name)
{
    uint64_t seed = 7;
    float x[ROOM], w[ROOM], b[ROOM];
    fill_with_noise(x, ROOM, &seed);
    fill_with_noise(w, ROOM, &seed);
    fill_with_noise(b, ROOM, &seed);
    const size_t size = s.N * filters * s.OH * s.OW;
    float *y = blank(size);
    my_convolution(guarded(x, s.N * s.C * s.H * s.W),
                   guarded(w, filters * s.C * s.FH * s.FW),
                   guarded(b, filters), y, filters, &s);
    for (size_t k = 0; k < size; k++) {
        const size_t j = k % s.OW, i = k / s.OW % s.OH;
        const size_t f = k / (s.OW * s.OH) % filters;
        const size_t n = k / (s.OW * s.OH * filters);
        expect_near(y[k], (double)b[f] + sum_at(x, w, &s, n, f, i, j), 1e-5,
                    "%s, y[%zu] (image %zu, filter %zu, place %zu, %zu)",
                    name, k, n, f, i, j);
    }
    expect_guard(y, size, "y");
}

Test(convolution, by_hand)
{
    const float x[] = {1, 2, 3, 4}, w[] = {10, 1}, b[] = {0.5f};
    const float want[] = {12.5f, 23.5f, 34.5f};
    float *y = blank(3);
    my_convolution(x, w, b, y, 1,
                   &(struct sliding){.N = 1,
                                     .C = 1,
                                     .H = 1,
                                     .W = 4,
                                     .FH = 1,
                                     .FW = 2,
                                     .S = 1,
                                     .P = 0,
                                     .OH = 1,
                                     .OW = 3});
    expect_all_near(y, want, 3, 0, "y");
}

Test(convolution, one_of_each)
{
    const float x[] = {3}, w[] = {-2}, b[] = {1}, want[] = {-5};
    float *y = blank(1);
    my_convolution(x, w, b, y, 1,
                   &(struct sliding){1, 1, 1, 1, 1, 1, 1, 0, 1, 1});
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
    expect_definition((struct sliding){.N = 2,
                                       .C = 3,
                                       .H = 4,
                                       .W = 6,
                                       .FH = 3,
                                       .FW = 2,
                                       .S = 1,
                                       .P = 0,
                                       .OH = 2,
                                       .OW = 5},
                      4, "4 filters");
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
    expect_definition((struct sliding){.N = 2,
                                       .C = 3,
                                       .H = 5,
                                       .W = 6,
                                       .FH = 3,
                                       .FW = 2,
                                       .S = 2,
                                       .P = 1,
                                       .OH = 3,
                                       .OW = 4},
                      5, "stride 2, pad 1");
    expect_definition((struct sliding){.N = 1,
                                       .C = 2,
                                       .H = 1,
                                       .W = 2,
                                       .FH = 4,
                                       .FW = 3,
                                       .S = 1,
                                       .P = 2,
                                       .OH = 2,
                                       .OW = 4},
                      3, "pad 2");
}
