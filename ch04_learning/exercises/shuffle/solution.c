// # Solution: every order as likely
//
// For the last place one of all $n$ numbers is drawn, for the place before it
// one of the $n - 1$ that are left, and so on. So there are
// $n (n - 1) \cdots 1$ ways, one for each order (R. A. Fisher and F. Yates,
// 1938; R. Durstenfeld, 1964).
#include "ch04.h"

void my_shuffle(uint32_t *idx, size_t n, uint64_t *rng)
{
    for (size_t left = n; left > 1; left--) {
        const size_t drawn = random_below(rng, (uint32_t)left);
        const uint32_t number = idx[drawn];
        idx[drawn] = idx[left - 1];
        idx[left - 1] = number;
    }
}

// If every place exchanges with any other, there are $3^3 = 27$ ways for
// three numbers. They cannot be shared among 6 orders: some orders come up in
// 4 ways, others in 5.
