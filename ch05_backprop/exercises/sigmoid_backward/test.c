#include <math.h>

#include "ch05.h"
#include "exercise_test.h"

EXERCISE(sigmoid_backward);

Test(sigmoid_backward, by_hand)
{
    const float y[] = {0.5f, 0.8f}, dout[] = {4, -10}, want[] = {1, -1.6f};
    float *dx = blank(2);
    my_sigmoid_backward(y, dout, dx, 2);
    expect_all_near(dx, want, 2, 1e-6, "dx");
}

/* The slope, found by trying at seven places. */
Test(sigmoid_backward, as_measured)
{
    enum { N = 7 };
    const double h = 1e-5;
    float y[N], dout[N], want[N];
    for (int i = 0; i < N; i++) {
        const double x = i - 3.5;
        y[i] = (float)(1 / (1 + exp(-x)));
        dout[i] = (float)(i % 3 - 1.5);
        want[i] = (float)(dout[i] *
                          (1 / (1 + exp(-x - h)) - 1 / (1 + exp(-x + h))) /
                          (2 * h));
    }
    float *dx = blank(N);
    my_sigmoid_backward(y, dout, dx, N);
    expect_all_near(dx, want, N, 1e-5, "of x = -3.5, -2.5, ..., 2.5, dx");
}

Test(sigmoid_backward, flat_at_both_ends)
{
    const float y[] = {0, 1, 0}, dout[] = {100, -100, 1}, want[] = {0, 0, 0};
    float *dx = blank(3);
    my_sigmoid_backward(y, dout, dx, 3);
    expect_all_near(dx, want, 3, 0, "with y = (0, 1, 0), dx");
}

Test(sigmoid_backward, one_in_place)
{
    const float y[] = {0.25f}, dout[] = {16}, want[] = {3};
    float *dx = guarded(dout, 1);
    my_sigmoid_backward(y, dx, dx, 1);
    expect_all_near(dx, want, 1, 1e-6, "in place, with n = 1, dx");
    my_sigmoid_backward(y, dx, dx, 0);
    expect_all_near(dx, want, 1, 1e-6, "after n = 0 it is as before, and dx");
}
