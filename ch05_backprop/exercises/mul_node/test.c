#include "ch05.h"
#include "exercise_test.h"

EXERCISE(mul_node);

static void expect_gradients(float x, float y, float dout, double want_dx,
                             double want_dy)
{
    float *dx = blank(1), *dy = blank(1);
    my_mul_node(x, y, dout, dx, dy);
    expect_near(*dx, want_dx, 1e-6, "with x = %g, y = %g, dout = %g: dx",
                (double)x, (double)y, (double)dout);
    expect_near(*dy, want_dy, 1e-6, "with x = %g, y = %g, dout = %g: dy",
                (double)x, (double)y, (double)dout);
    expect_guard(dx, 1, "dx");
    expect_guard(dy, 1, "dy");
}

Test(mul_node, apples) { expect_gradients(100, 2, 1.1f, 2.2, 110); }

Test(mul_node, zero_and_negative)
{
    expect_gradients(0, 5, 2, 10, 0);
    expect_gradients(-3, 4, -0.5f, -2, 1.5);
    expect_gradients(6, 7, 0, 0, 0);
}

/* From the end, where the gradient is 1, through the tax to the apples. */
Test(mul_node, two_nodes_in_a_row)
{
    float *price = blank(1), *count = blank(1), *sum = blank(1),
          *tax = blank(1);
    my_mul_node(200, 1.1f, 1, sum, tax);
    my_mul_node(100, 2, *sum, price, count);
    expect_near(*tax, 200, 1e-6, "the gradient of the tax");
    expect_near(*sum, 1.1, 1e-6, "the gradient of the sum");
    expect_near(*price, 2.2, 1e-6, "the gradient of the price");
    expect_near(*count, 110, 1e-6, "the gradient of the count");
}
