#include "ch03.h"
#include "exercise_test.h"

EXERCISE(one_hot);

Test(one_hot, by_hand)
{
    const uint8_t t[] = {2, 0};
    const float want[] = {0, 0, 1, 1, 0, 0};
    float *y = blank(6);
    my_one_hot(t, y, 2, 3);
    expect_all_near(y, want, 6, 0, "y");
}

Test(one_hot, old_contents_are_gone)
{
    const uint8_t t[] = {1, 1};
    const float old[] = {1, 0, 5, 1}, want[] = {0, 1, 0, 1};
    float *y = guarded(old, 4);
    my_one_hot(t, y, 2, 2);
    expect_all_near(y, want, 4, 0, "over old contents, y");
}

Test(one_hot, every_digit)
{
    for (uint8_t digit = 0; digit < 10; digit++) {
        float want[10] = {0};
        want[digit] = 1;
        float *y = blank(10);
        my_one_hot(&digit, y, 1, 10);
        expect_all_near(y, want, 10, 0, "y");
    }
}
