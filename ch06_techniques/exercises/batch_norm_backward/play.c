/* The library normalizes; every gradient passes you on its way back. */
#include "play.h"
#include "ch06.h"
#include "layers/batch_norm.h"

static void batch_norm_backward(Layer *layer, const Tensor *dout, Tensor *dx);
#define batch_norm_backward(...) library_batch_norm_backward(__VA_ARGS__)
#include "layers/batch_norm.c"
#undef batch_norm_backward

static void batch_norm_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    BatchNorm *bn = (BatchNorm *)layer;
    const size_t n = (size_t)dout->shape.n[0], d = (size_t)dout->size / n;
    real *room = play_room(dx, layer->x);
    struct batch_norm yours = {
        .gamma = layer_find(layer, "gamma")->value->data,
        .beta = layer_find(layer, "beta")->value->data,
        .dgamma = layer_find(layer, "gamma")->grad->data,
        .dbeta = layer_find(layer, "beta")->grad->data,
        .x_hat = bn->x_hat->data,
        .std = bn->scale->data,
    };
    for (size_t i = 0; i < d; i++) {
        yours.std[i] = 1 / bn->factor->data[i];
    }
    my_batch_norm_backward(&yours, dout->data, room, n, d);
    play_no_room(dx, room);
}
