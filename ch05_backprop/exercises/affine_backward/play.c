/* Both affine layers learn by your gradients. What ch05.h has ready has the
   names that the library's layer has. */
#define affine_forward ready_affine_forward
#define affine_backward ready_affine_backward
#include "ch05.h"
#undef affine_forward
#undef affine_backward
#include "layers/affine.h"
#include "play.h"

static void affine_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    const Param *w = layer_find(layer, "W"), *b = layer_find(layer, "b");
    const size_t batch = (size_t)dout->shape.n[0];
    real *room = play_room(dx, layer->x);
    my_affine_backward(layer->x->data, w->value->data, dout->data, room,
                       w->grad->data, b->grad->data, batch,
                       (size_t)layer->x->size / batch,
                       (size_t)dout->size / batch);
    play_no_room(dx, room);
}
#define affine_backward(...) library_affine_backward(__VA_ARGS__)
#include "layers/affine.c"
