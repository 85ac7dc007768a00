#include "ch01.h"
#include "exercise_test.h"

EXERCISE(add_bias);

Test(add_bias, by_hand)
{
    const float numbers[] = {1, 2, 3, 4, 5, 6}, b[] = {10, 20, 30};
    const float want[] = {11, 22, 33, 14, 25, 36};
    float *x = guarded(numbers, 6);
    my_add_bias(x, b, 2, 3);
    expect_all_near(x, want, 6, 0, "x");
}

Test(add_bias, more_rows_than_columns)
{
    const float numbers[] = {1, 2, 3, 4, 5, 6}, b[] = {100, -100};
    const float want[] = {101, -98, 103, -96, 105, -94};
    float *x = guarded(numbers, 6);
    my_add_bias(x, b, 3, 2);
    expect_all_near(x, want, 6, 0, "x");
}

Test(add_bias, one_row_and_none)
{
    const float numbers[] = {1, 2}, b[] = {3, 4}, want[] = {4, 6};
    float *x = guarded(numbers, 2);
    my_add_bias(x, b, 1, 2);
    expect_all_near(x, want, 2, 0, "x");
    my_add_bias(x, b, 0, 2);
    expect_all_near(x, want, 2, 0, "with no row, x");
}
