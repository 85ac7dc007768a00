// # A network
//
// Layers in a row, and a loss at the end. **What is left to do for the
// network itself?** To call them in order, and on the way back in the
// opposite order. That is the chain rule, as a loop.
#include "network/network.h"

#include <string.h>

// ## Names
//
// The book writes $W_1, b_1, W_2, b_2$. A parameter's number is how many of
// its name there have been, so the second affine layer has `W2` wherever it
// stands.
static void add_number(Param *param, Param *const *others, int count)
{
    const Param plain = *param;
    int number = 1;
    for (int i = 0; i < count; i++) {
        number += param_is_called(others[i], plain.name);
    }
    memcpy(param->name, param_named(NULL, "%s%d", plain.name, number).name,
           PARAM_NAME_SIZE);
}

void network_add(Network *net, Layer *layer)
{
    CHECK(net->count < MAX_LAYERS, "more than %d layers", MAX_LAYERS);
    net->layers[net->count++] = layer;
    layer->number = net->count;
    for (int i = 0; i < layer->param_count; i++) {
        add_number(&layer->params[i], net->params, net->param_count);
        net->params[net->param_count++] = &layer->params[i];
    }
    for (int i = 0; i < layer->state_count; i++) {
        add_number(&layer->states[i], net->states, net->state_count);
        net->states[net->state_count++] = &layer->states[i];
    }
}

static Param *find_named(Param *const *list, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(list[i]->name, name) == 0) {
            return list[i];
        }
    }
    return NULL;
}

Param *network_find(const Network *net, const char *name)
{
    Param *found = find_named(net->params, net->param_count, name);
    if (found == NULL) {
        found = find_named(net->states, net->state_count, name);
    }
    CHECK(found != NULL, "the network has no %s; its last parameter is %s",
          name,
          net->param_count > 0 ? net->params[net->param_count - 1]->name
                               : "none");
    return found;
}

void network_add_loss(Network *net, LossLayer *loss)
{
    CHECK(net->loss == NULL, "the network ends in %s already",
          net->loss->kind->name);
    net->loss = loss;
}

void network_clear(Network *net)
{
    for (int i = 0; i < net->count; i++) {
        layer_free(net->layers[i]);
    }
    loss_layer_free(net->loss);
    tensor_free(net->dx[0]);
    tensor_free(net->dx[1]);
    memset(net, 0, sizeof *net);
}

// ## Forward
//
// A batch has an example in each row. A convolution wants to know which pixels
// are neighbours, $(N, C, H, W)$. The numbers lie in that order already, so the
// batch is only *read* otherwise.
void network_read_as(Network *net, Shape example)
{
    CHECK(shape_rank(example) < MAX_RANK, "%s leaves no axis for a batch",
          shape_text(example).text);
    net->example = example;
}

static const Tensor *read_input(Network *net, const Tensor *x)
{
    const int *n = net->example.n;
    if (n[0] == 0) {
        return x;
    }
    CHECK(x->size == x->shape.n[0] * shape_size(net->example),
          "the network reads each example as %s, so its input must be "
          "(N, %d) and is %s",
          shape_text(net->example).text, shape_size(net->example),
          shape_text(x->shape).text);
    net->x = tensor_reshaped(x, SHAPE(x->shape.n[0], n[0], n[1], n[2]));
    return &net->x;
}

// The output of one layer is the input of the next.
const Tensor *network_predict(Network *net, const Tensor *x, Mode mode)
{
    x = read_input(net, x);
    for (int i = 0; i < net->count; i++) {
        x = layer_forward(net->layers[i], x, mode);
    }
    return x;
}

real network_loss(Network *net, const Tensor *x, const Tensor *t, Mode mode)
{
    CHECK(net->loss != NULL, "the network of %d layers has no loss",
          net->count);
    return loss_layer_forward(net->loss, network_predict(net, x, mode), t);
}

// ## Backward
//
// The gradient of one layer's input is the gradient of the output of the
// layer before it. That layer is the only one that reads it. So two tensors are
// enough for all layers: one is read while the other is written.
void network_backward(Network *net)
{
    const Tensor *dout = loss_layer_backward(net->loss);
    for (int i = net->count - 1; i >= 0; i--) {
        Layer *layer = net->layers[i];
        layer->dx = net->dx[i % 2]; /* lent */
        dout = layer_backward(layer, dout);
        net->dx[i % 2] = layer->dx;
        layer->dx = NULL;
    }
}

// ## How many are right
//
// The class with the largest score is the answer; softmax keeps the order, so
// it is not needed here. The examples go through in portions, so that the
// numbers in between stay small enough for the processor's cache. An image becomes
// many maps on its way, so fewer images make a portion than rows: the memory that
// a batch took in learning is enough for them.
int network_count_correct(Network *net, const Dataset *data)
{
    enum { ROWS = 240, IMAGES = 96 };
    const int portion = net->example.n[0] == 0 ? ROWS : IMAGES;
    int answers[ROWS], correct = 0;
    Batch batch = {0};
    for (int first = 0; first < data->count; first += portion) {
        int left = data->count - first, n = left < portion ? left : portion;
        batch_slice(&batch, data, first, n);
        const Tensor *y = network_predict(net, batch.x, INFERENCE);
        correct += batch_count_right(&batch, y, answers);
    }
    batch_clear(&batch);
    return correct;
}
