#include "ch03.h"
#include "exercise_test.h"

EXERCISE(accuracy);

Test(accuracy, by_hand)
{
    const float y[] = {0.1f, 0.9f, 0.8f, 0.2f};
    expect_near(my_accuracy(y, (const uint8_t[]){1, 1}, 2, 2), 0.5, 1e-6,
                "with one right of two, the accuracy");
    expect_near(my_accuracy(y, (const uint8_t[]){1, 0}, 2, 2), 1, 1e-6,
                "with two right of two, the accuracy");
    expect_near(my_accuracy(y, (const uint8_t[]){0, 1}, 2, 2), 0, 1e-6,
                "with none right of two, the accuracy");
}

/* The last row begins with the largest score of all; only its own row asks. */
Test(accuracy, every_row_has_its_own)
{
    const float y[] = {5, 1, 2, 1, 5, 2, 1, 2, 5, 9, 2, 1};
    const uint8_t t[] = {0, 1, 2, 1};
    expect_near(my_accuracy(y, t, 4, 3), 0.75, 1e-6,
                "with three right of four, the accuracy");
}

Test(accuracy, scores_may_be_negative)
{
    const float y[] = {-3, -1, -2, -9, -8, -7};
    const uint8_t t[] = {1, 2};
    expect_near(my_accuracy(y, t, 2, 3), 1, 1e-6,
                "with negative scores and all right, the accuracy");
}

Test(accuracy, no_examples)
{
    const float y[] = {1, 2};
    const uint8_t t[] = {1};
    expect_near(my_accuracy(y, t, 0, 2), 0, 0, "with n = 0, the accuracy");
}
