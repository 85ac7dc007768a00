// # Solution: max pooling, backwards
//
// The way forward picked numbers out; the way back puts the gradients where
// the numbers came from. They are added, because windows may overlap.
#include "ch07.h"

// $$ dx_k = \sum_{p:\ place_p = k} dout_p $$
void my_max_pool_backward(const float *dout, const uint32_t *place, float *dx,
                          const struct sliding *s)
{
    for (size_t k = 0; k < s->N * s->C * s->H * s->W; k++) {
        dx[k] = 0;
    }
    for (size_t p = 0; p < s->N * s->C * s->OH * s->OW; p++) {
        dx[place[p]] += dout[p];
    }
}

// The library's [definition](../../../common/math/pool.c) counts places
// from the beginning of each channel, so that several threads can work.
