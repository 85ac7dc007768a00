/* Where a window can stand. */
#include "tensor/window.h"

#include <criterion/criterion.h>
#include <limits.h>

#include "support.h"

/* The places counted one by one: as long as the whole window is inside. */
static int count_places(int length, int window, int stride, int pad)
{
    int count = 0;
    for (int first = -pad; first + window <= length + pad; first += stride) {
        count++;
    }
    return count;
}

Test(window, places_are_those_that_can_be_counted)
{
    for (int length = 1; length <= 9; length++) {
        for (int k = 0; k < 7 * 5 * 4; k++) {
            const int window = 1 + k / 20, stride = 1 + k / 4 % 5;
            const int pad = k % 4;
            if (window <= length + 2 * pad) {
                const int got = window_places(length, window, stride, pad);
                const int want = count_places(length, window, stride, pad);
                cr_assert(got == want,
                          "%d places, not %d: length %d window %d stride %d "
                          "pad %d",
                          got, want, length, window, stride, pad);
            }
        }
    }
}

Test(window, known_numbers_of_places)
{
    static const int known[][5] = {
        {28, 5, 1, 0, 24},   {24, 2, 2, 0, 12},
        {7, 3, 3, 0, 2},     {7, 3, 2, 1, 4},
        {224, 7, 2, 3, 112}, {1, 1, 1, 0, 1},
        {3, 5, 1, 1, 1},     {4, 3, 1000, 0, 1},
        {28, 5, 1, 2, 28},   {1, 1, 1, INT_MAX / 2, INT_MAX}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const int *k = known[i];
        const int got = window_places(k[0], k[1], k[2], k[3]);
        cr_assert(got == k[4], "row %zu: %d places, not %d", i, got, k[4]);
    }
}

Test(window, rows_and_columns_have_their_own_numbers)
{
    const Window window = {3, 2, 2, 1, 1, 0};
    const Shape got = window_output(&window, SHAPE(5, 4, 9, 8), 6);
    cr_assert(shape_equal(got, SHAPE(5, 6, 5, 7)), "%s",
              shape_text(got).text);
    const Window square = window_square(3, 2, 1);
    const Window same = {3, 3, 2, 2, 1, 1};
    cr_assert(square.height == same.height && square.width == same.width &&
                  square.stride_down == same.stride_down &&
                  square.stride_right == same.stride_right &&
                  square.pad_down == same.pad_down &&
                  square.pad_right == same.pad_right,
              "%d x %d, strides %d and %d, padding %d and %d", square.height,
              square.width, square.stride_down, square.stride_right,
              square.pad_down, square.pad_right);
}

static void places_of(void *context)
{
    const int *k = context;
    window_places(k[0], k[1], k[2], k[3]);
}

static void output_of_a_matrix(void *context)
{
    (void)context;
    const Window window = window_square(1, 1, 0);
    window_output(&window, SHAPE(3, 4), 1);
}

Test(window, what_makes_no_sense_stops_with_the_numbers)
{
    expect_stop(places_of, (int[]){3, 5, 1, 0},
                "a window of 5 does not fit into 3, which is 3 padded by 0 "
                "on both sides");
    expect_stop(places_of, (int[]){3, 8, 1, 2},
                "a window of 8 does not fit into 7");
    expect_stop(places_of, (int[]){0, 1, 1, 0}, "length of 0");
    expect_stop(places_of, (int[]){3, 0, 1, 0}, "a window of 0");
    expect_stop(places_of, (int[]){3, 1, 0, 0}, "stride 0");
    expect_stop(places_of, (int[]){3, 1, 1, -1}, "padded by -1");
    expect_stop(places_of, (int[]){3, 1, 1, INT_MAX},
                "a length of 3 padded by 2147483647");
    expect_stop(output_of_a_matrix, NULL, "(3, 4) is not (N, C, H, W)");
}
