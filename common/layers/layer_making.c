// # How a layer is made and freed
//
// What a layer owns must be freed with it, and nothing else. **Who keeps the list?** The
// layer does. It is made with its [kind](layer.c), and then gets its parameters one after
// the other; so what is to be freed is what it was given. This is bookkeeping, and may stay
// unread.
//
// A *state* is a number that a layer keeps although no gradient belongs to it; the
// [first one](batch_norm.c) comes in chapter 6.
#include <stdlib.h>

#include "layers/layer.h"

void *layer_new(const LayerKind *kind, size_t size)
{
    Layer *layer = allocate(1, size);
    layer->kind = kind;
    return layer;
}

void layer_add_param(Layer *layer, const char *name, Shape shape)
{
    CHECK(layer->param_count < MAX_PARAMS, "%s: more than %d parameters",
          layer->kind->name, MAX_PARAMS);
    layer->params[layer->param_count++] = param_new(name, shape);
}

void layer_add_state(Layer *layer, const char *name, Shape shape)
{
    CHECK(layer->state_count < MAX_STATES, "%s: more than %d states",
          layer->kind->name, MAX_STATES);
    layer->states[layer->state_count++] =
        param_named(tensor_new(shape), "%s", name);
}

static Param *find_called(Param *list, int count, const char *word)
{
    for (int i = 0; i < count; i++) {
        if (param_is_called(&list[i], word)) {
            return &list[i];
        }
    }
    return NULL;
}

Param *layer_find(Layer *layer, const char *word)
{
    Param *found = find_called(layer->params, layer->param_count, word);
    if (found == NULL) {
        found = find_called(layer->states, layer->state_count, word);
    }
    CHECK(found != NULL, "%s has no %s", layer_text(layer).text, word);
    return found;
}

void layer_free(Layer *layer)
{
    if (layer == NULL) {
        return;
    }
    if (layer->kind->free != NULL) {
        layer->kind->free(layer);
    }
    for (int i = 0; i < layer->param_count; i++) {
        param_clear(&layer->params[i]);
    }
    for (int i = 0; i < layer->state_count; i++) {
        param_clear(&layer->states[i]);
    }
    tensor_free(layer->out);
    tensor_free(layer->dx);
    free(layer);
}
