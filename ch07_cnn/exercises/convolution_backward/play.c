/* The filters learn by your gradients. */
#include "play.h"
#include "layers/convolution.h"
#include "sliding.h"

static void convolution_backward(Layer *layer, const Tensor *dout,
                                 Tensor *dx);
#define convolution_backward(...) library_convolution_backward(__VA_ARGS__)
#include "layers/convolution.c"
#undef convolution_backward

static void convolution_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    const Param *w = layer_find(layer, "W"), *b = layer_find(layer, "b");
    const struct sliding s =
        sliding_of(layer->x->shape, &((Convolution *)layer)->window);
    real *room = play_room(dx, layer->x);
    my_convolution_backward(layer->x->data, w->value->data, dout->data, room,
                            w->grad->data, b->grad->data,
                            (size_t)b->value->size, &s);
    play_no_room(dx, room);
}
