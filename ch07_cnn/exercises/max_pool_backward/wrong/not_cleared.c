/* caught-by: max_pool_backward/to_the_winner_alone */
#include "ch07.h"

void my_max_pool_backward(const float *dout, const uint32_t *place, float *dx,
                          const struct sliding *s)
{
    for (size_t p = 0; p < s->N * s->C * s->OH * s->OW; p++) {
        dx[place[p]] += dout[p];
    }
}
