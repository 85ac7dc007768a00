// # Exercise: every order as likely
//
// In each epoch a network sees all examples in a new order. **How is an order
// drawn so that every one is as likely as any other?** Three numbers have
// $3 \cdot 2 \cdot 1 = 6$ orders: each must come up in one sixth of all
// cases.
//
// `idx` holds $n$ numbers; exchange them where they stand.
// `random_below(rng, k)` is there already: it draws a number from 0 to
// $k - 1$, all as likely ($k$ is at least 1). Use no other source of chance,
// so that the same seed gives the same order again.
//
// A method that only looks random is not enough. The test counts 60,000
// results.
#include "ch04.h"

void my_shuffle(uint32_t *idx, size_t n, uint64_t *rng)
{
    YOUR_CODE_HERE();
}
