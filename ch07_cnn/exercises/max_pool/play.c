/* Of each window you keep one number. The library counts places from the
   beginning of a plane, you from that of all. */
#include "layers/max_pool.h"
#include "sliding.h"

static void max_pool_forward(Layer *layer, const Tensor *x);
#define max_pool_forward(...) library_max_pool_forward(__VA_ARGS__)
#include "layers/max_pool.c"
#undef max_pool_forward

static void max_pool_forward(Layer *layer, const Tensor *x)
{
    MaxPool *m = (MaxPool *)layer;
    const struct sliding s = sliding_of(x->shape, &m->window);
    const int places = (int)(s.OH * s.OW), plane = (int)(s.H * s.W);
    CHECK(s.P == 0, "my_max_pool() knows no padding");
    layer->out = tensor_fit(
        layer->out, window_output(&m->window, x->shape, x->shape.n[1]));
    fit_winners(m, layer->out->size);
    my_max_pool(x->data, layer->out->data, (uint32_t *)m->winners, &s);
    for (int k = 0; k < layer->out->size; k++) {
        m->winners[k] -= k / places * plane;
    }
}
