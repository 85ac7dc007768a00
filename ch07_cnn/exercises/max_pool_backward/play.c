/* You bring the gradients to the winners. The library counts places from the
   beginning of a plane, you from that of all. */
#include "layers/max_pool.h"
#include "sliding.h"

static void max_pool_backward(Layer *layer, const Tensor *dout, Tensor *dx);
#define max_pool_backward(...) library_max_pool_backward(__VA_ARGS__)
#include "layers/max_pool.c"
#undef max_pool_backward

static void max_pool_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    const MaxPool *m = (MaxPool *)layer;
    const struct sliding s = sliding_of(layer->x->shape, &m->window);
    const int places = (int)(s.OH * s.OW), plane = (int)(s.H * s.W);
    if (dx == NULL) {
        return;
    }
    uint32_t *place = allocate((size_t)dout->size, sizeof *place);
    for (int k = 0; k < dout->size; k++) {
        place[k] = (uint32_t)(m->winners[k] + k / places * plane);
    }
    my_max_pool_backward(dout->data, place, dx->data, &s);
    free(place);
}
