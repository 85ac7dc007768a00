#include "ch07.h"
#include "exercise_test.h"

EXERCISE(output_size);

static void expect_places(size_t length, size_t window, size_t stride,
                          size_t pad, long long want)
{
    expect_equal((long long)my_output_size(length, window, stride, pad), want,
                 "%zu rows, window %zu, stride %zu, pad %zu: the number of "
                 "places",
                 length, window, stride, pad);
}

Test(output_size, by_hand)
{
    expect_places(7, 3, 1, 0, 5);
    expect_places(7, 3, 2, 0, 3);
    expect_places(1, 1, 1, 0, 1);
    expect_places(28, 5, 1, 0, 24);
    expect_places(24, 2, 2, 0, 12);
}

Test(output_size, rounded_down)
{
    expect_places(7, 3, 3, 0, 2);
    expect_places(8, 3, 2, 0, 3);
    expect_places(4, 3, 5, 0, 1);
}

Test(output_size, zeros_at_both_ends)
{
    expect_places(7, 3, 3, 1, 3);
    expect_places(28, 5, 1, 2, 28);
    expect_places(3, 5, 1, 1, 1);
    expect_places(224, 7, 2, 3, 112);
}

Test(output_size, does_not_fit)
{
    expect_places(3, 5, 1, 0, 0);
    expect_places(3, 5, 2, 0, 0);
    expect_places(3, 4, 7, 0, 0);
    expect_places(3, 6, 1, 1, 0);
    expect_places(1, 1000000, 3, 4, 0);
}

/* Put the window down again and again, as long as it does not stand out. */
Test(output_size, counted)
{
    for (size_t length = 1; length <= 9; length++) {
        for (size_t window = 1; window <= 9; window++) {
            for (size_t stride = 1; stride <= 4; stride++) {
                for (size_t pad = 0; pad <= 2; pad++) {
                    long long places = 0;
                    for (size_t first = 0; first + window <= length + 2 * pad;
                         first += stride) {
                        places++;
                    }
                    expect_places(length, window, stride, pad, places);
                }
            }
        }
    }
}
