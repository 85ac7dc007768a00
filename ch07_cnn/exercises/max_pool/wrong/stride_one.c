/* caught-by: max_pool/by_hand */
#include "ch07.h"

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

void my_max_pool(const float *x, float *y, uint32_t *place,
                 const struct sliding *s)
{
    for (size_t plane = 0; plane < s->N * s->C; plane++) {
        for (size_t i = 0; i < s->OH; i++) {
            for (size_t j = 0; j < s->OW; j++) {
                const size_t row = plane * s->H + i;
                const size_t best = find_largest(x, row * s->W + j, s);
                *place++ = (uint32_t)best;
                *y++ = x[best];
            }
        }
    }
}
