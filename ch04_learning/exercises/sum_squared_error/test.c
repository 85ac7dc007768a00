#include "ch04.h"
#include "exercise_test.h"

EXERCISE(sum_squared_error);

/* The two answers of the book: the right class is 2. */
Test(sum_squared_error, numbers_of_the_book)
{
    const float t[] = {0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
    const float good[] = {0.1f, 0.05f, 0.6f, 0, 0.05f, 0.1f, 0, 0.1f, 0, 0};
    const float bad[] = {0.1f, 0.05f, 0.1f, 0, 0.05f, 0.1f, 0, 0.6f, 0, 0};
    expect_near(my_sum_squared_error(good, t, 10), 0.0975, 1e-6,
                "the error of the good answer");
    expect_near(my_sum_squared_error(bad, t, 10), 0.5975, 1e-6,
                "the error of the bad answer");
}

Test(sum_squared_error, equal_rows)
{
    const float y[] = {3, -4, 5};
    expect_near(my_sum_squared_error(y, y, 3), 0, 0,
                "the error of equal rows");
    expect_near(my_sum_squared_error(y, y, 0), 0, 0, "the error of nothing");
}

Test(sum_squared_error, sign_does_not_matter)
{
    const float y[] = {3}, t[] = {-1};
    expect_near(my_sum_squared_error(y, t, 1), 8, 0,
                "the error of (3) and (-1)");
    expect_near(my_sum_squared_error(t, y, 1), 8, 0,
                "the error of (-1) and (3)");
    const float both[] = {1, -1}, zero[] = {0, 0};
    expect_near(my_sum_squared_error(both, zero, 2), 1, 0,
                "the error of (1, -1) and (0, 0)");
}
