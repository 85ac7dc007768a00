/* Every batch is normalized by you; the library goes back. */
#include "play.h"
#include "ch06.h"
#include "layers/batch_norm.h"

static void batch_norm_forward(Layer *layer, const Tensor *x);
#define batch_norm_forward(...) library_batch_norm_forward(__VA_ARGS__)
#include "layers/batch_norm.c"
#undef batch_norm_forward

static void batch_norm_forward(Layer *layer, const Tensor *x)
{
    BatchNorm *bn = (BatchNorm *)layer;
    const size_t n = (size_t)x->shape.n[0], d = (size_t)x->size / n;
    layer->out = tensor_fit(layer->out, x->shape);
    bn->x_hat = tensor_fit(bn->x_hat, x->shape);
    struct batch_norm yours = {
        .gamma = layer_find(layer, "gamma")->value->data,
        .beta = layer_find(layer, "beta")->value->data,
        .running_mean = layer_find(layer, "running_mean")->value->data,
        .running_var = layer_find(layer, "running_var")->value->data,
        .x_hat = bn->x_hat->data,
        .std = bn->factor->data,
    };
    my_batch_norm_forward(&yours, x->data, layer->out->data, n, d,
                          layer->mode == TRAINING);
    for (size_t i = 0; i < d && layer->mode == TRAINING; i++) {
        bn->factor->data[i] = 1 / yours.std[i];
    }
}
