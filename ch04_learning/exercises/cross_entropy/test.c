#include "ch04.h"
#include "exercise_test.h"

EXERCISE(cross_entropy);

Test(cross_entropy, numbers_of_the_book)
{
    const uint8_t t[] = {2};
    const float good[] = {0.1f, 0.05f, 0.6f, 0, 0.05f, 0.1f, 0, 0.1f, 0, 0};
    const float bad[] = {0.1f, 0.05f, 0.1f, 0, 0.05f, 0.1f, 0, 0.6f, 0, 0};
    expect_near(my_cross_entropy(good, t, 1, 10), 0.5108254, 1e-5,
                "the loss of the good answer");
    expect_near(my_cross_entropy(bad, t, 1, 10), 2.3025841, 1e-5,
                "the loss of the bad answer");
}

Test(cross_entropy, mean_over_the_batch)
{
    const float y[] = {0.5f, 0.25f, 0.25f, 0.1f, 0.8f, 0.1f};
    const uint8_t t[] = {0, 2};
    expect_near(my_cross_entropy(y, t, 2, 3), (0.6931470 + 2.3025841) / 2,
                1e-5, "the loss of two examples");
}

Test(cross_entropy, probability_zero_is_finite)
{
    const float y[] = {1, 0};
    const uint8_t t[] = {1};
    expect_near(my_cross_entropy(y, t, 1, 2), 16.118096, 1e-4,
                "the loss of the probability 0");
}

Test(cross_entropy, certain_and_right)
{
    const float y[] = {0, 1, 1, 0, 0, 1};
    const uint8_t t[] = {1, 0, 1};
    expect_near(my_cross_entropy(guarded(y, 6), t, 3, 2), 0, 1e-6,
                "the loss of three certain right answers");
}
