#include "ch01.h"
#include "exercise_test.h"

EXERCISE(transpose);

Test(transpose, by_hand)
{
    const float a[] = {1, 2, 3, 4, 5, 6}, want[] = {1, 4, 2, 5, 3, 6};
    float *t = blank(6);
    my_transpose(a, t, 2, 3);
    expect_all_near(t, want, 6, 0, "t");
}

Test(transpose, tall)
{
    const float a[] = {1, 2, 3, 4, 5, 6, 7, 8};
    const float want[] = {1, 3, 5, 7, 2, 4, 6, 8};
    float *t = blank(8);
    my_transpose(a, t, 4, 2);
    expect_all_near(t, want, 8, 0, "t");
}

Test(transpose, twice_is_nothing)
{
    enum { M = 5, N = 7 };
    uint64_t seed = 1;
    float a[M * N];
    fill_with_noise(a, M * N, &seed);
    float *t = blank(M * N), *back = blank(M * N);
    my_transpose(a, t, M, N);
    my_transpose(t, back, N, M);
    expect_all_near(back, a, M * N, 0, "the transpose of the transpose");
    expect(t[1] == a[N], "t[1] is %g, but row 1, column 0 of a is %g",
           (double)t[1], (double)a[N]);
}

Test(transpose, one_row)
{
    const float a[] = {1, 2, 3};
    float *t = blank(3);
    my_transpose(a, t, 1, 3);
    expect_all_near(t, a, 3, 0, "t");
}
