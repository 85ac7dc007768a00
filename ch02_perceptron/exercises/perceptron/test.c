#include "ch02.h"
#include "exercise_test.h"

EXERCISE(perceptron);

Test(perceptron, and_by_hand)
{
    const float w[] = {0.5f, 0.5f};
    for (int i = 0; i < 4; i++) {
        const float x[] = {(float)(i / 2), (float)(i % 2)};
        expect_equal(my_perceptron(w, -0.7f, x, 2), i == 3,
                     "with w = (0.5, 0.5), b = -0.7 the answer to (%d, %d)",
                     i / 2, i % 2);
    }
}

Test(perceptron, exactly_zero_is_not_enough)
{
    const float w[] = {2, -1}, x[] = {1, 2};
    expect_equal(my_perceptron(w, 0, x, 2), 0,
                 "with the sum exactly 0 the answer");
}

Test(perceptron, bias_alone)
{
    const float w[] = {1, 1, 1}, x[] = {0, 0, 0};
    expect_equal(my_perceptron(w, 0.1f, x, 3), 1,
                 "with b = 0.1, x = 0 the answer");
    expect_equal(my_perceptron(w, -0.1f, x, 3), 0,
                 "with b = -0.1, x = 0 the answer");
    expect_equal(my_perceptron(w, 5, x, 0), 1,
                 "with b = 5, n = 0 the answer");
}

Test(perceptron, every_input_counts)
{
    const float w[] = {1, 1, 1, 1, 1};
    for (int i = 0; i < 5; i++) {
        float x[5] = {0};
        x[i] = 1;
        expect_equal(my_perceptron(w, -0.5f, x, 5), 1,
                     "with w = 1, b = -0.5 the answer to a 1 at place %d", i);
    }
}
