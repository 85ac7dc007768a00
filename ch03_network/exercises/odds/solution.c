// # Solution: what do scores say?
//
// Only differences of scores count: 1 and 3 say the same as 101 and 103. That
// is why softmax [may subtract the largest](../softmax/skeleton.c). Scores
// that are twice as large square the factor, so a network that makes its
// scores larger is surer of what it says. And a sigmoid is a softmax of two
// classes, of which one has the score 0.
#include "ch03.h"

struct odds my_odds(void)
{
    return (struct odds){
        .factor = 7.389,                 // e * e
        .shifted = 7.389,                // the difference is still 2
        .doubled = 54.6,                 // e to the 4th
        .of_three = 1 / (1 + 2 * 7.389), // divide all by e to the 1st
        .sigmoid = 2,                    // 3 - 1
    };
}
