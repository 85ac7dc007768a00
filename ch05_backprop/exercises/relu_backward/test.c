#include "ch05.h"
#include "exercise_test.h"

EXERCISE(relu_backward);

Test(relu_backward, by_hand)
{
    const float x[] = {2, -1, 3}, dout[] = {10, 20, -30};
    const float want[] = {10, 0, -30};
    float *dx = blank(3);
    my_relu_backward(x, dout, dx, 3);
    expect_all_near(dx, want, 3, 0, "dx");
}

Test(relu_backward, where_x_is_zero)
{
    const float x[] = {0, -0.0f, 1e-30f, -1e-30f}, dout[] = {5, -6, 7, 8};
    const float want[] = {0, 0, 7, 0};
    float *dx = blank(4);
    my_relu_backward(x, dout, dx, 4);
    expect_all_near(dx, want, 4, 0, "with x = (0, -0, 1e-30, -1e-30), dx");
}

/* All four pairs of signs. */
Test(relu_backward, signs)
{
    const float x[] = {1, 1, -1, -1, 0.5f}, dout[] = {4, -4, 4, -4, -2};
    const float want[] = {4, -4, 0, 0, -2};
    float *dx = blank(5);
    my_relu_backward(x, dout, dx, 5);
    expect_all_near(dx, want, 5, 0,
                    "with x = (1, 1, -1, -1, 0.5) and dout = (4, -4, 4, -4, "
                    "-2), dx");
}

Test(relu_backward, in_place)
{
    const float x[] = {-3, 7}, dout[] = {1, 2}, want[] = {0, 2};
    float *dx = guarded(dout, 2);
    my_relu_backward(x, dx, dx, 2);
    expect_all_near(dx, want, 2, 0, "in place, dx");
}

Test(relu_backward, one_and_none)
{
    const float x[] = {0.5f, 1}, dout[] = {-9, 5}, want[] = {-9};
    float *dx = blank(1);
    my_relu_backward(x, dout, dx, 1);
    expect_all_near(dx, want, 1, 0, "of one number, dx");
    my_relu_backward(x, dout, dx, 0);
    expect_all_near(dx, want, 1, 0, "after n = 0 it is as before, and dx");
}
