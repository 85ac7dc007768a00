/* What several seeds gave, by hand. */
#include "seeds.h"

#include <criterion/criterion.h>

Test(seeds, are_summed_up)
{
    const double losses[] = {0.5, -0.25, 0.75, 0};
    const Spread s = spread_of(losses, 4), one = spread_of(losses + 1, 1);
    cr_assert(s.mean == 0.25 && s.least == -0.25 && s.most == 0.75,
              "mean %g, from %g to %g", s.mean, s.least, s.most);
    cr_assert(one.mean == -0.25 && one.least == -0.25 && one.most == -0.25,
              "mean %g, from %g to %g", one.mean, one.least, one.most);
    cr_assert_str_eq(spread_text(s).text, "0.250 (-0.250 to 0.750)");
    cr_assert_str_eq(spread_text_signed(s).text, "+0.250 (-0.250 to +0.750)");
}
