// # Many tries at once
//
// A gradient needs thousands of tries, and no try needs the result of another.
// **Can every processor try a part of the numbers?** A try moves a weight, and whoever
// measures at that moment sees it moved. So each thread works on a **twin**: a
// network of its own, with the same weights.
#include "twins.h"

#include <stdlib.h>

#include "system/threads.h"

// ## A network for each thread
//
// A twin has the shape of the learner's network. With which weights it is born does
// not matter: they are replaced before each use.
static void twin_init(Twin *twin, const Learner *l)
{
    Rng any = rng_new(0);
    const TwoLayer *net = &l->net;
    twin->net = two_layer_new(net->W1.value->shape.n[0], net->b1.value->size,
                              net->b2.value->size, &any);
    two_layer_params(&twin->net, twin->params);
    twin->batch = &l->batch;
}

Twins *twins_new(Learner *learner)
{
    Twins *twins = allocate(1, sizeof *twins);
    twins->learner = learner;
    twins->count = threads_available();
    twins->twin = allocate((size_t)twins->count, sizeof *twins->twin);
    twins->variations =
        allocate((size_t)twins->count, sizeof *twins->variations);
    for (int i = 0; i < twins->count; i++) {
        twin_init(&twins->twin[i], learner);
    }
    return twins;
}

void twins_free(Twins *twins)
{
    for (int i = 0; i < twins->count; i++) {
        two_layer_clear(&twins->twin[i].net);
    }
    free(twins->twin);
    free(twins->variations);
    free(twins);
}

// ## The gradient of a parameter
//
// All twins look at the learner's batch. The weights are copied first, for
// the learner has made a step since the last time. To copy them costs less than a single
// try.
static real loss_of(void *context)
{
    Twin *twin = context;
    return two_layer_loss(&twin->net, twin->batch->x, twin->batch->t);
}

static void copy_weights(const Twin *twin, const Learner *l)
{
    for (int p = 0; p < TWO_LAYER_PARAMS; p++) {
        tensor_copy(twin->params[p]->value, l->params[p]->value);
    }
}

void twins_find_gradient(Twins *twins, int p)
{
    for (int i = 0; i < twins->count; i++) {
        Twin *twin = &twins->twin[i];
        copy_weights(twin, twins->learner);
        twins->variations[i] = (Variation){twin, twin->params[p]->value};
    }
    numerical_gradient_shared(twins->learner->params[p]->grad, loss_of,
                              twins->variations, twins->count);
}

// The twins agree to the last bit, and each number is found by one of them. So the
// gradient is the same for any number of processors.
