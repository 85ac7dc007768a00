#include "ch02.h"
#include "exercise_test.h"

EXERCISE(separable);

static int of_number(int i)
{
    return my_separable((int[]){i >> 3 & 1, i >> 2 & 1, i >> 1 & 1, i & 1});
}

enum { XOR = 6, XNOR = 9 }; /* 0110 and 1001 */

Test(separable, xor_is_not)
{
    expect_equal(of_number(XOR), 0, "for (0, 1, 1, 0) the answer");
}

Test(separable, its_opposite_is_not)
{
    expect_equal(of_number(XNOR), 0, "for (1, 0, 0, 1) the answer");
}

Test(separable, all_others_are)
{
    for (int i = 0; i < 16; i++) {
        if (i != XOR && i != XNOR) {
            expect_equal(of_number(i), 1, "for (%d, %d, %d, %d) the answer",
                         i >> 3 & 1, i >> 2 & 1, i >> 1 & 1, i & 1);
        }
    }
}
