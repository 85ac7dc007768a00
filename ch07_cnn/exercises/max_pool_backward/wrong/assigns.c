/* caught-by: max_pool_backward/windows_that_overlap */
#include "ch07.h"

void my_max_pool_backward(const float *dout, const uint32_t *place, float *dx,
                          const struct sliding *s)
{
    for (size_t k = 0; k < s->N * s->C * s->H * s->W; k++) {
        dx[k] = 0;
    }
    for (size_t p = 0; p < s->N * s->C * s->OH * s->OW; p++) {
        dx[place[p]] = dout[p];
    }
}
