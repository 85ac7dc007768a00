/* caught-by: too_good/coins */
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
    for (size_t i = 0; i < learnt; i++) {
        right += t[nearest(x + i * d, x, n, d)] == t[i];
    }
    return (float)right / (float)learnt;
}
