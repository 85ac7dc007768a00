#include "ch01.h"
#include "exercise_test.h"

EXERCISE(matmul);

Test(matmul, by_hand)
{
    const float a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8, 9, 10};
    const float want[] = {21, 24, 27, 47, 54, 61};
    float *c = blank(6);
    my_matmul(a, b, c, 2, 2, 3);
    expect_all_near(c, want, 6, 0, "c");
}

/* All three lengths differ, so that none can stand for another. */
Test(matmul, three_lengths)
{
    const float a[] = {1, 0, 2, -1, 3, 1, 0, 1};
    const float b[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    const float want[] = {5, 7, 9, 17, 22, 27};
    float *c = blank(6);
    my_matmul(a, b, c, 2, 4, 3);
    expect_all_near(c, want, 6, 0, "c");
}

Test(matmul, identity_changes_nothing)
{
    const float eye[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    const float b[] = {1, 2, 3, 4, 5, 6};
    float *c = blank(6);
    my_matmul(eye, b, c, 3, 3, 2);
    expect_all_near(c, b, 6, 0, "the identity times b");
    my_matmul(b, eye, c, 2, 3, 3);
    expect_all_near(c, b, 6, 0, "b times the identity");
}

Test(matmul, old_contents_are_gone)
{
    const float a[] = {1, 2, 3, 4}, b[] = {1, 1, 1, 1};
    const float old[] = {100, 200, 300, 400}, want[] = {3, 3, 7, 7};
    float *c = guarded(old, 4);
    my_matmul(a, b, c, 2, 2, 2);
    expect_all_near(c, want, 4, 0, "over old contents, c");
}

Test(matmul, one_number)
{
    const float a[] = {3}, b[] = {-4}, want[] = {-12};
    float *c = blank(1);
    my_matmul(a, b, c, 1, 1, 1);
    expect_all_near(c, want, 1, 0, "c");
}
