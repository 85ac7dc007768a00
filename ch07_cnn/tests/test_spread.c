/* An image with room around it, and the table of places in it. */
#include "fast/spread.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "fast/conv_kernel.h"
#include "support.h"
#include "tensor/window.h"

/* Numbers 1, 2, 3 ... for an image, so that each names its place. */
static real *count_up(int size)
{
    real *numbers = allocate((size_t)size, sizeof *numbers);
    for (int i = 0; i < size; i++) {
        numbers[i] = (real)(i + 1);
    }
    return numbers;
}

static void expect_spread(const Spread *s, const real *want)
{
    const int size = (int)spread_size(s) - CONV_SLACK;
    real *from = count_up(s->channels * s->rows * s->columns);
    real *to = allocate(spread_size(s), sizeof *to);
    spread(to, from, s);
    expect_near(to, want, size, 0, 0);
    for (int i = 0; i < CONV_SLACK; i++) {
        cr_assert(to[size + i] == 0, "%g behind the image",
                  (double)to[size + i]);
    }
    free(from);
    free(to);
}

Test(fast_spread, puts_room_around)
{
    const Spread s = {.channels = 1,
                      .rows = 2,
                      .columns = 2,
                      .down = 1,
                      .right = 2,
                      .row_step = 1,
                      .column_step = 1,
                      .height = 4,
                      .phases = 1,
                      .phase = 5};
    cr_assert(spread_row_length(&s) == 5, "rows of %d",
              spread_row_length(&s));
    expect_spread(&s, (real[]){0, 0, 0, 0, 0, 0, 0, 1, 2, 0,
                               0, 0, 3, 4, 0, 0, 0, 0, 0, 0});
}

/* Columns 0 2 4, then 1 3 5. */
Test(fast_spread, lays_the_columns_out_in_phases)
{
    const Spread s = {.channels = 2,
                      .rows = 1,
                      .columns = 5,
                      .row_step = 1,
                      .column_step = 1,
                      .height = 1,
                      .phases = 2,
                      .phase = 3};
    expect_spread(&s, (real[]){1, 3, 5, 2, 4, 0, 6, 8, 10, 7, 9, 0});
}

Test(fast_spread, leaves_gaps_and_leaves_out_what_is_outside)
{
    const Spread gaps = {.channels = 1,
                         .rows = 2,
                         .columns = 2,
                         .right = 1,
                         .row_step = 2,
                         .column_step = 3,
                         .height = 3,
                         .phases = 1,
                         .phase = 5};
    expect_spread(&gaps,
                  (real[]){0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 3, 0, 0, 4});
    const Spread cut = {.channels = 1,
                        .rows = 3,
                        .columns = 4,
                        .down = -1,
                        .right = -1,
                        .row_step = 1,
                        .column_step = 1,
                        .height = 1,
                        .phases = 1,
                        .phase = 2};
    expect_spread(&cut, (real[]){6, 7});
    Spread out = cut;
    out.right = -9;
    expect_spread(&out, (real[]){0, 0});
    out.right = 7;
    expect_spread(&out, (real[]){0, 0});
}

/* The number that the window sees, asked of the image itself. */
static real seen(const real *x, Shape shape, const Window *w, int c, int row,
                 int column)
{
    row -= w->pad_down;
    column -= w->pad_right;
    const bool inside =
        row >= 0 && row < shape.n[2] && column >= 0 && column < shape.n[3];
    return inside ? x[(c * shape.n[2] + row) * shape.n[3] + column] : 0;
}

static void expect_taps(Shape x, Window w)
{
    const Shape y = window_output(&w, x, 1);
    const Spread s = {.channels = x.n[1],
                      .rows = x.n[2],
                      .columns = x.n[3],
                      .down = w.pad_down,
                      .right = w.pad_right,
                      .row_step = 1,
                      .column_step = 1,
                      .height = (y.n[2] - 1) * w.stride_down + w.height,
                      .phases = w.stride_right,
                      .phase = (w.width - 1) / w.stride_right + y.n[3]};
    const int size = w.height * w.width, depth = x.n[1] * size;
    real *from = count_up(shape_size(x));
    real *to = allocate(spread_size(&s), sizeof *to);
    int *taps = allocate((size_t)depth, sizeof *taps);
    spread(to, from, &s);
    spread_taps(taps, &s, w.height, w.width);
    for (int p = 0; p < y.n[2] * y.n[3] * depth; p++) {
        const int k = p % depth, j = p / depth % y.n[3];
        const int i = p / (depth * y.n[3]);
        const real got =
            to[taps[k] + i * w.stride_down * spread_row_length(&s) + j];
        const real want = seen(from, x, &w, k / size,
                               i * w.stride_down + k % size / w.width,
                               j * w.stride_right + k % w.width);
        cr_assert(got == want, "%s, place (%d, %d), number %d: %g, not %g",
                  shape_text(x).text, i, j, k, (double)got, (double)want);
    }
    free(from);
    free(to);
    free(taps);
}

Test(fast_spread, its_table_finds_what_a_window_sees)
{
    expect_taps(SHAPE(1, 1, 4, 5), (Window){3, 2, 1, 1, 0, 0});
    expect_taps(SHAPE(1, 2, 5, 7), (Window){2, 3, 2, 1, 1, 2});
    expect_taps(SHAPE(1, 3, 6, 11), (Window){3, 5, 1, 2, 0, 1});
    expect_taps(SHAPE(1, 2, 7, 13), (Window){2, 4, 3, 3, 1, 3});
    expect_taps(SHAPE(1, 1, 3, 4), (Window){1, 1, 2, 5, 0, 0});
    expect_taps(SHAPE(1, 2, 2, 3), (Window){4, 5, 1, 1, 1, 1});
}
