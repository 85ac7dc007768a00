// # Exercise: find the bug: too good to be true
//
// A program foretells the class of an example: it looks for the nearest of
// those that it knows, and says its class, as
// [nearest_neighbor](../../nearest_neighbor.c) does with digits. Four fifths
// of the examples are for learning. The last fifth is kept back, and says how
// well it does.
//
// Now somebody draws the class of every example by coin. Nothing can be
// learnt from that, and nobody can foretell a coin. Yet the program reports
// that it is right in 100 of 100 cases. **What is wrong with this report?**
//
// The program below compiles and runs. Mend it, so that the report is honest.
// At most 4 words and signs may change: the test counts them, so look for the
// place instead of writing a new program.
//
// $x$ has the shape $(n, d)$, and $t$ $(n)$.
#include <math.h>

#include "ch04.h"

/* The square of the distance between the examples a and b, d numbers each. */
static float distance(const float *a, const float *b, size_t d)
{
    float sum = 0;
    for (size_t k = 0; k < d; k++) {
        const float way = a[k] - b[k];
        sum += way * way;
    }
    return sum;
}

/* Which of the n examples x is nearest to this one. */
static size_t nearest(const float *one, const float *x, size_t n, size_t d)
{
    size_t best = 0;
    float least = INFINITY;
    for (size_t i = 0; i < n; i++) {
        const float way = distance(one, x + i * d, d);
        if (way < least) {
            least = way;
            best = i;
        }
    }
    return best;
}

float my_too_good(const float *x, const uint8_t *t, size_t n, size_t d)
{
    const size_t learnt = n * 4 / 5;
    size_t right = 0;
    for (size_t i = learnt; i < n; i++) {
        right += t[nearest(x + i * d, x, n, d)] == t[i];
    }
    return (float)right / (float)(n - learnt);
}
