/* caught-by: max_pool/all_negative max_pool/all_lengths */
#include "ch07.h"

/* The window moves by its own size, whatever the stride is. */
void my_max_pool(const float *x, float *y, uint32_t *place,
                 const struct sliding *s)
{
    for (size_t k = 0; k < s->N * s->C * s->OH * s->OW; k++) {
        const size_t plane = k / (s->OH * s->OW) * s->H * s->W;
        const size_t top = k / s->OW % s->OH * s->FH;
        const size_t left = k % s->OW * s->FW;
        size_t best = plane + top % s->H * s->W + left % s->W;
        for (size_t u = 0; u < s->FH && top + u < s->H; u++) {
            for (size_t v = 0; v < s->FW && left + v < s->W; v++) {
                const size_t here = plane + (top + u) * s->W + left + v;
                best = x[here] > x[best] ? here : best;
            }
        }
        y[k] = x[best];
        place[k] = (uint32_t)best;
    }
}
