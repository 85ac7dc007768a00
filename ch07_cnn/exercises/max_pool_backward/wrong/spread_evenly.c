/* caught-by: max_pool_backward/to_the_winner_alone */
#include "ch07.h"

/* Every number of a window gets the same, as in average pooling. */
void my_max_pool_backward(const float *dout, const uint32_t *place, float *dx,
                          const struct sliding *s)
{
    for (size_t k = 0; k < s->N * s->C * s->H * s->W; k++) {
        dx[k] = 0;
    }
    for (size_t p = 0; p < s->N * s->C * s->OH * s->OW; p++) {
        const size_t plane = p / (s->OH * s->OW);
        const size_t top = p / s->OW % s->OH * s->S, left = p % s->OW * s->S;
        for (size_t k = 0; k < s->FH * s->FW; k++) {
            const size_t row = plane * s->H + top + k / s->FW;
            dx[row * s->W + left + k % s->FW] +=
                dout[p] / (float)(s->FH * s->FW);
        }
    }
}
