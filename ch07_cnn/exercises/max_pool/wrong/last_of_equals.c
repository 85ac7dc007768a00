/* caught-by: max_pool/first_of_equals */
#include "ch07.h"

void my_max_pool(const float *x, float *y, uint32_t *place,
                 const struct sliding *s)
{
    for (size_t k = 0; k < s->N * s->C * s->OH * s->OW; k++) {
        const size_t plane = k / (s->OH * s->OW) * s->H * s->W;
        const size_t top = k / s->OW % s->OH * s->S, left = k % s->OW * s->S;
        float largest = x[plane + top * s->W + left];
        size_t best = plane + top * s->W + left;
        for (size_t u = 0; u < s->FH; u++) {
            for (size_t v = 0; v < s->FW; v++) {
                const size_t here = plane + (top + u) * s->W + left + v;
                if (x[here] >= largest) {
                    largest = x[here];
                    best = here;
                }
            }
        }
        y[k] = largest;
        place[k] = (uint32_t)(best);
    }
}
