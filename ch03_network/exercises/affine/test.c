#include "ch03.h"
#include "exercise_test.h"

EXERCISE(affine);

Test(affine, by_hand)
{
    const float x[] = {1, 2}, w[] = {1, 3, 5, 2, 4, 6}, b[] = {0, 10, 20};
    const float want[] = {5, 21, 37};
    float *y = blank(3);
    my_affine(x, w, b, y, 1, 2, 3);
    expect_all_near(y, want, 3, 0, "y");
}

Test(affine, three_lengths)
{
    const float x[] = {1, 0, 0, 2, 0, 1, 0, -1, 1, 1, 1, 1};
    const float w[] = {1, 2, 3, 4, 5, 6, 7, 8}, b[] = {100, -100};
    const float want[] = {115, -82, 96, -104, 116, -80};
    float *y = blank(6);
    my_affine(x, w, b, y, 3, 4, 2);
    expect_all_near(y, want, 6, 0, "y");
}

Test(affine, zero_input_gives_the_bias)
{
    const float x[4] = {0}, w[] = {1, 2, 3, 4, 5, 6}, b[] = {7, 8, 9};
    const float want[] = {7, 8, 9, 7, 8, 9};
    float *y = blank(6);
    my_affine(x, w, b, y, 2, 2, 3);
    expect_all_near(y, want, 6, 0, "of zeros, y");
}

Test(affine, one_of_each)
{
    const float x[] = {3}, w[] = {-2}, b[] = {1}, want[] = {-5};
    float *y = blank(1);
    my_affine(x, w, b, y, 1, 1, 1);
    expect_all_near(y, want, 1, 0, "y");
}
