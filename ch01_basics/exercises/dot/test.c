#include "ch01.h"
#include "exercise_test.h"

EXERCISE(dot);

Test(dot, by_hand)
{
    const float a[] = {1, 2, 3}, b[] = {4, 5, 6};
    expect_near(my_dot(a, b, 3), 32, 0, "(1, 2, 3) times (4, 5, 6)");
}

Test(dot, one_pair)
{
    const float a[] = {3}, b[] = {-7};
    expect_near(my_dot(a, b, 1), -21, 0, "(3) times (-7)");
}

Test(dot, nothing)
{
    const float a[] = {3}, b[] = {7};
    expect_near(my_dot(a, b, 0), 0, 0, "the dot product with n = 0");
}

/* A one at each place picks one number of the other row. */
Test(dot, every_place_counts)
{
    enum { N = 5 };
    const float values[N] = {2, -3, 5, -7, 11};
    for (int i = 0; i < N; i++) {
        float unit[N] = {0};
        unit[i] = 1;
        expect_near(my_dot(values, unit, N), values[i], 0,
                    "a 1 at place %d times the number there", i);
        expect_near(my_dot(unit, values, N), values[i], 0,
                    "the number at place %d times a 1 there", i);
    }
}
