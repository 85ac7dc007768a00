#include <math.h>

#include "ch04.h"
#include "exercise_test.h"

EXERCISE(num_diff);

static double square(double x) { return x * x; }
static double line(double x) { return 3 * x + 1000; }

Test(num_diff, parabola_and_line)
{
    expect_near(my_num_diff(square, 3), 6, 1e-7, "the slope of x * x at 3");
    expect_near(my_num_diff(square, 0), 0, 1e-7, "the slope of x * x at 0");
    expect_near(my_num_diff(square, -2), -4, 1e-7,
                "the slope of x * x at -2");
    expect_near(my_num_diff(line, 5), 3, 1e-6, "the slope of 3x + 1000 at 5");
}

Test(num_diff, sine)
{
    for (int i = -3; i <= 3; i++) {
        expect_near(my_num_diff(sin, i), cos(i), 1e-6,
                    "the slope of the sine at %d", i);
    }
}

Test(num_diff, exponential)
{
    expect_near(my_num_diff(exp, 0), 1, 1e-6, "the slope of exp at 0");
    expect_near(my_num_diff(exp, 1), 2.718281828, 1e-6,
                "the slope of exp at 1");
}
