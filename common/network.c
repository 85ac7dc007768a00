// # A network
//
// Layers in a row, and a loss at the end. **What is left to do for the
// network itself?** To call them in order, and on the way back in the
// opposite order. That is the chain rule, as a loop.
#include "network.h"

#include <stdio.h>
#include <string.h>

// ## Names
//
// The book writes $W_1, b_1, W_2, b_2$. A parameter's number is how many of
// its name there have been, so the second affine layer has `W2` wherever it
// stands.
static void add_param(Network *net, Param *param)
{
    int number = 1;
    for (int i = 0; i < net->param_count; i++) {
        number += strcmp(net->params[i]->name, param->name) == 0;
    }
    int length = snprintf(net->names[net->param_count], MAX_PARAM_NAME,
                          "%s%d", param->name, number);
    CHECK(length < MAX_PARAM_NAME, "the name %s is too long", param->name);
    net->params[net->param_count++] = param;
}

void network_add(Network *net, Layer *layer)
{
    CHECK(net->count < MAX_LAYERS, "more than %d layers", MAX_LAYERS);
    layer->first = net->count == 0;
    net->layers[net->count++] = layer;
    for (int i = 0; i < layer->param_count; i++) {
        add_param(net, &layer->params[i]);
    }
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
    memset(net, 0, sizeof *net);
}

// ## Forward
//
// The output of one layer is the input of the next.
const Tensor *network_predict(Network *net, const Tensor *x, Mode mode)
{
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
// layer before it.
void network_backward(Network *net)
{
    const Tensor *dout = loss_layer_backward(net->loss);
    for (int i = net->count - 1; i >= 0; i--) {
        dout = layer_backward(net->layers[i], dout);
    }
}

// ## How many are right
//
// The class with the largest score is the answer; softmax keeps the order, so
// it is not needed here. The examples go through in portions, so that the
// numbers in between stay small enough for the processor's cache.
int network_count_correct(Network *net, const Dataset *data)
{
    enum { PORTION = 240 };
    int answers[PORTION], correct = 0;
    Batch batch = {0};
    for (int first = 0; first < data->count; first += PORTION) {
        int left = data->count - first, n = left < PORTION ? left : PORTION;
        batch_slice(&batch, data, first, n);
        tensor_argmax(answers, network_predict(net, batch.x, INFERENCE), 1);
        for (int i = 0; i < n; i++) {
            correct += answers[i] == batch.labels[i];
        }
    }
    batch_clear(&batch);
    return correct;
}
