#include "ch01.h"
#include "exercise_test.h"

EXERCISE(argmax);

Test(argmax, at_every_place)
{
    enum { N = 6 };
    for (size_t i = 0; i < N; i++) {
        float x[N] = {0.3f, 0.1f, 0.4f, 0.1f, 0.5f, 0.2f};
        x[i] = 9;
        expect_equal((long long)my_argmax(x, N), (long long)i,
                     "the place of the largest, a 9 at place %zu,", i);
    }
}

Test(argmax, all_negative)
{
    const float x[] = {-5, -2, -7, -3};
    expect_equal((long long)my_argmax(x, 4), 1,
                 "the place of the largest of (-5, -2, -7, -3)");
}

Test(argmax, first_of_equals)
{
    const float x[] = {1, 4, 4, 2, 4};
    expect_equal((long long)my_argmax(x, 5), 1,
                 "the place of the largest of (1, 4, 4, 2, 4)");
}

Test(argmax, one_number)
{
    const float x[] = {-1};
    expect_equal((long long)my_argmax(x, 1), 0,
                 "the place of the largest of (-1)");
}
