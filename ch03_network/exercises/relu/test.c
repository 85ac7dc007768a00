#include <math.h>

#include "ch03.h"
#include "exercise_test.h"

EXERCISE(relu);

Test(relu, by_hand)
{
    const float x[] = {-2, 0, 3, -0.5f, 0.25f}, want[] = {0, 0, 3, 0, 0.25f};
    float *y = blank(5);
    my_relu(x, y, 5);
    expect_all_near(y, want, 5, 0, "y");
    expect(x[0] == -2, "x[0] was changed to %g", (double)x[0]);
}

Test(relu, in_place)
{
    const float numbers[] = {4, -4, 1, -1}, want[] = {4, 0, 1, 0};
    float *x = guarded(numbers, 4);
    my_relu(x, x, 4);
    expect_all_near(x, want, 4, 0, "in place, x");
}

Test(relu, trouble_stays_visible)
{
    const float x[] = {NAN, 1};
    float y[2] = {0, 0};
    my_relu(x, y, 2);
    expect(y[0] != y[0], "of NAN became %g, but NAN must stay NAN",
           (double)y[0]);
    expect_near(y[1], 1, 0, "y[1]");
}

Test(relu, one_number_and_none)
{
    const float x[] = {-7};
    float *y = blank(1);
    my_relu(x, y, 0);
    expect(y[0] != y[0], "with n = 0, y[0] was written");
    my_relu(x, y, 1);
    expect_near(y[0], 0, 0, "of (-7), y[0]");
}
