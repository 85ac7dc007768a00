#include "ch01.h"
#include "exercise_test.h"

EXERCISE(offset4);

Test(offset4, by_hand)
{
    const size_t dim[4] = {2, 3, 4, 5};
    expect_equal((long long)my_offset4(dim, 0, 0, 0, 1), 1,
                 "in (2, 3, 4, 5) the place of (0, 0, 0, 1)");
    expect_equal((long long)my_offset4(dim, 0, 0, 1, 0), 5,
                 "in (2, 3, 4, 5) the place of (0, 0, 1, 0)");
    expect_equal((long long)my_offset4(dim, 0, 1, 0, 0), 20,
                 "in (2, 3, 4, 5) the place of (0, 1, 0, 0)");
    expect_equal((long long)my_offset4(dim, 1, 0, 0, 0), 60,
                 "in (2, 3, 4, 5) the place of (1, 0, 0, 0)");
}

/* In the order of the axes, the places are 0, 1, 2, and so on without a gap.
 */
Test(offset4, every_place_once_and_in_order)
{
    const size_t dim[4] = {3, 2, 5, 4};
    long long place = 0;
    for (size_t n = 0; n < dim[0]; n++) {
        for (size_t c = 0; c < dim[1]; c++) {
            for (size_t h = 0; h < dim[2]; h++) {
                for (size_t w = 0; w < dim[3]; w++) {
                    expect_equal((long long)my_offset4(dim, n, c, h, w),
                                 place++,
                                 "in (3, 2, 5, 4) the place of "
                                 "(%zu, %zu, %zu, %zu)",
                                 n, c, h, w);
                }
            }
        }
    }
}

Test(offset4, axes_of_length_one)
{
    const size_t dim[4] = {1, 1, 28, 28};
    expect_equal((long long)my_offset4(dim, 0, 0, 3, 5), 89,
                 "in (1, 1, 28, 28) the place of (0, 0, 3, 5)");
}
