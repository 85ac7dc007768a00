// # Solution: max pooling
//
// The search for a maximum begins with a number that takes part, the first of
// the window. Zero would be wrong where all are negative. Only a *larger*
// number takes over, so the first of equals stays.
#include "ch07.h"

// ## One window
//
// `corner` is the index of the number in its upper left corner.
static size_t find_largest(const float *x, size_t corner,
                           const struct sliding *s)
{
    size_t best = corner;
    for (size_t u = 0; u < s->FH; u++) {
        for (size_t v = 0; v < s->FW; v++) {
            const size_t here = corner + u * s->W + v;
            if (x[here] > x[best]) {
                best = here;
            }
        }
    }
    return best;
}

// ## All windows
//
// A plane is one channel of one image.
void my_max_pool(const float *x, float *y, uint32_t *place,
                 const struct sliding *s)
{
    for (size_t plane = 0; plane < s->N * s->C; plane++) {
        for (size_t i = 0; i < s->OH; i++) {
            for (size_t j = 0; j < s->OW; j++) {
                const size_t row = plane * s->H + i * s->S;
                const size_t best = find_largest(x, row * s->W + j * s->S, s);
                *place++ = (uint32_t)best;
                *y++ = x[best];
            }
        }
    }
}

// [pooling](../../pooling.c) moves digits by one pixel and looks at what
// remains of the difference.
