// # Solution: the way back where paths part
//
// From $L$ backwards: $b$ gets $a = 6$. Directly, $a$ gets $b = 9$, and
// through $b$, whose sum hands on what it gets, another 6: 15. Then $x$ gets
// $15 \cdot y = 30$ from the product, and 6 from the sum. $y$ gets
// $15 \cdot x = 45$, so that 0.01 of it moves $L$ by about 0.45.
//
// A program must do the same: what comes back to a number from its second
// reader is added to what came from the first, and does not replace it.
#include "ch05.h"

struct fork my_fork(void)
{
    const double x = 3, y = 2, a = x * y, b = x + a;
    const double db = a, da = b + db;
    return (struct fork){
        .db = db,
        .da = da,
        .dx = da * y + db,
        .dy = da * x,
        .rise = da * x * 0.01,
    };
}
