#include "chNN.h"
#include "exercise_test.h"

EXERCISE(NAME);

Test(NAME, by_hand)
{
    const float x[] = {1, 2, 3};
    expect_near(my_NAME(x, 3), 2, 1e-6, "my_NAME(1, 2, 3)");
}

Test(NAME, one_number)
{
    const float x[] = {-4};
    expect_near(my_NAME(x, 1), -4, 1e-6, "my_NAME(-4)");
}

Test(NAME, no_numbers)
{
    const float x[] = {9};
    expect_near(my_NAME(x, 0), 0, 1e-6, "my_NAME()");
}
