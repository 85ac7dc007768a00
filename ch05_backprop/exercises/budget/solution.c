// # Solution: 200 steps
//
// The worst loss of twenty networks after 200 steps:
//
// | scale | rate 0.3 | rate 3 | rate 30 |
// |---|---|---|---|
// | 0.1 | 0.69 | 0.70 | 9.6 |
// | 1 | 0.68 | 0.42 | 9.7 |
// | 8 | 0.48 | 0.11 | 8.3 |
// | 60 | 8.1 | 1.4 | 2.9 |
//
// The circle needs sigmoids that bend inside the square, and those have large weights. To
// begin with them saves the way. Which size suits a ReLU network is a question of
// [the next chapter](../../../ch06_techniques/init_compare.c).
#include "ch05.h"

struct budget my_budget(void)
{
    return (struct budget){.scale = 8, .rate = 3};
}
