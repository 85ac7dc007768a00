#include <math.h>

#include "ch03.h"
#include "exercise_test.h"

EXERCISE(sigmoid);

Test(sigmoid, known_values)
{
    expect_near(my_sigmoid(0), 0.5, 1e-6, "the sigmoid of 0");
    expect_near(my_sigmoid(1), 0.7310586, 1e-6, "the sigmoid of 1");
    expect_near(my_sigmoid(-1), 0.2689414, 1e-6, "the sigmoid of -1");
    expect_near(my_sigmoid(2), 0.8807971, 1e-6, "the sigmoid of 2");
}

Test(sigmoid, large_numbers)
{
    expect_near(my_sigmoid(1000), 1, 1e-6, "the sigmoid of 1000");
    expect_near(my_sigmoid(-1000), 0, 1e-6, "the sigmoid of -1000");
    expect_near(my_sigmoid(100), 1, 1e-6, "the sigmoid of 100");
}

Test(sigmoid, turned_round_its_middle)
{
    for (int i = -40; i <= 40; i++) {
        const float x = (float)i / 4;
        expect_near(my_sigmoid(-x), 1 - my_sigmoid(x), 1e-6,
                    "the sigmoid of %g", (double)-x);
    }
}

/* A tiny result is a small number, not 0: its logarithm may be needed. */
Test(sigmoid, small_results_keep_their_digits)
{
    const double got = my_sigmoid(-20), want = 2.0611537e-9;
    expect_near(got / want, 1, 1e-4,
                "the sigmoid of -20, divided by 2.0611537e-9,");
}
