#include <criterion/criterion.h>

#include "naive_layers.h"
#include "support.h"

Test(naive_layers, the_multiplication_swaps_its_inputs)
{
    MulLayer mul;
    double dx, dy;
    cr_assert_eq(mul_forward(&mul, 100, 2), 200, "not 200");
    mul_backward(&mul, 1.1, &dx, &dy);
    cr_assert(fabs(dx - 2.2) < 1e-12 && fabs(dy - 110) < 1e-12,
              "%g and %g, not 2.2 and 110", dx, dy);
}

Test(naive_layers, the_addition_passes_the_gradient_on)
{
    double dx, dy;
    cr_assert_eq(add_forward(200, 450), 650, "not 650");
    add_backward(1.1, &dx, &dy);
    cr_assert(dx == 1.1 && dy == 1.1, "%g and %g, not 1.1", dx, dy);
}

/* Both against the central difference, at places that are all different. */
Test(naive_layers, agree_with_the_numerical_slope)
{
    const double h = 1e-4;
    Rng rng = rng_new(5);
    for (int i = 0; i < 50; i++) {
        const double x = (double)rng_normal(&rng);
        const double y = (double)rng_normal(&rng);
        const double dout = (double)rng_normal(&rng);
        MulLayer mul, other;
        double dx, dy;
        mul_forward(&mul, x, y);
        mul_backward(&mul, dout, &dx, &dy);
        const double sx =
            (mul_forward(&other, x + h, y) - mul_forward(&other, x - h, y)) /
            (2 * h) * dout;
        const double sy =
            (mul_forward(&other, x, y + h) - mul_forward(&other, x, y - h)) /
            (2 * h) * dout;
        cr_assert(fabs(dx - sx) < 1e-9 && fabs(dy - sy) < 1e-9,
                  "x %g, y %g: %g and %g, measured %g and %g", x, y, dx, dy,
                  sx, sy);
        add_backward(dout, &dx, &dy);
        const double s =
            (add_forward(x + h, y) - add_forward(x - h, y)) / (2 * h) * dout;
        cr_assert(fabs(dx - s) < 1e-9 && fabs(dy - s) < 1e-9,
                  "%g and %g, measured %g", dx, dy, s);
    }
}

/* Two layers of one kind do not disturb each other. */
Test(naive_layers, each_remembers_its_own)
{
    MulLayer a, b;
    double dx, dy;
    mul_forward(&a, 3, 4);
    mul_forward(&b, 5, 6);
    mul_backward(&a, 1, &dx, &dy);
    cr_assert(dx == 4 && dy == 3, "%g and %g, not 4 and 3", dx, dy);
    mul_backward(&b, 1, &dx, &dy);
    cr_assert(dx == 6 && dy == 5, "%g and %g, not 6 and 5", dx, dy);
}
