/* Your filters look at the handwriting. */
#include "layers/convolution.h"
#include "sliding.h"

static void convolution_forward(Layer *layer, const Tensor *x);
#define convolution_forward(...) library_convolution_forward(__VA_ARGS__)
#include "layers/convolution.c"
#undef convolution_forward

static void convolution_forward(Layer *layer, const Tensor *x)
{
    Convolution *c = (Convolution *)layer;
    const Tensor *w = layer_find(layer, "W")->value;
    const Tensor *b = layer_find(layer, "b")->value;
    const struct sliding s = sliding_of(x->shape, &c->window);
    layer->out =
        tensor_fit(layer->out, window_output(&c->window, x->shape, b->size));
    my_convolution(x->data, w->data, b->data, layer->out->data,
                   (size_t)b->size, &s);
}
