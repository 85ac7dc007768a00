/* The moving mean. */
#include <criterion/criterion.h>

#include "moving_mean.h"
#include "support.h"

Test(moving_mean, is_that_of_the_last_or_of_all_so_far)
{
    const double loss[] = {5, 3, 4, 2};
    const double over_two[] = {5, 4, 3.5, 3}, over_nine[] = {5, 4, 4, 3.5};
    for (int i = 0; i < 4; i++) {
        cr_assert(moving_mean(loss, i, 1) == loss[i], "over one: %g",
                  moving_mean(loss, i, 1));
        cr_assert(moving_mean(loss, i, 2) == over_two[i],
                  "over two: %g, not %g", moving_mean(loss, i, 2),
                  over_two[i]);
        cr_assert(moving_mean(loss, i, 9) == over_nine[i],
                  "over nine: %g, not %g", moving_mean(loss, i, 9),
                  over_nine[i]);
    }
}
