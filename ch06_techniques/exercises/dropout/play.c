/* Your function says who is missing in each step. */
#include "play.h"
#include "ch06.h"
#include "layers/dropout.h"

static void dropout_forward(Layer *layer, const Tensor *x);
#define dropout_forward(...) library_dropout_forward(__VA_ARGS__)
#include "layers/dropout.c"
#undef dropout_forward

float random_normal(uint64_t *rng) { return rng_normal((Rng *)rng); }

float random_uniform(uint64_t *rng) { return rng_uniform((Rng *)rng); }

static void dropout_forward(Layer *layer, const Tensor *x)
{
    Dropout *d = (Dropout *)layer;
    uint8_t *mask = allocate((size_t)x->size, sizeof *mask);
    layer->out = tensor_fit(layer->out, x->shape);
    d->mask = tensor_fit(d->mask, x->shape);
    tensor_copy(layer->out, x);
    my_dropout(layer->out->data, mask, (size_t)x->size, d->p,
               layer->mode == TRAINING, d->rng->state);
    for (int i = 0; i < x->size; i++) {
        d->mask->data[i] = mask[i] ? 1 / (1 - d->p) : 0;
    }
    free(mask);
}
