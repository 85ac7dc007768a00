// # A network with given weights
//
// [forward](forward.c) walked two numbers through three layers. **What changes
// if the two numbers are 784 pixels, and the weights come from a file?** In
// the mathematics, nothing.
#include "recognizer.h"

#include <stdio.h>
#include <string.h>

#include "files/all_or_none.h"
#include "math/activation.h"
#include "math/matmul.h"

enum { LAYERS = RECOGNIZER_LAYERS };

// ## Forward
//
// The three layers of the chapter, for $N$ images at once. Two bend with the
// sigmoid; the last ends in softmax:
//
// $$ \begin{aligned}
//    Z_1 &= \mathrm{sigmoid}(X W_1 + b_1)
//    \\ Z_2 &= \mathrm{sigmoid}(Z_1 W_2 + b_2)
//    \\ Y &= \mathrm{softmax}(Z_2 W_3 + b_3)
//    \end{aligned} $$
//
// The shapes hand over to each other, $(N, 784)$, $(N, 50)$, $(N, 100)$,
// $(N, 10)$, and $N$ goes through all of them. Whether one image enters or a
// hundred, no line here is different.
const Tensor *recognizer_predict(Recognizer *net, const Tensor *x)
{
    for (int l = 0; l < LAYERS; l++) {
        net->z[l] =
            tensor_fit(net->z[l], SHAPE(x->shape.n[0], net->b[l]->size));
        matmul_add_row(net->z[l], x, net->W[l], net->b[l]);
        if (l < LAYERS - 1) {
            sigmoid_all(net->z[l], net->z[l]);
        } else {
            softmax_rows(net->z[l], net->z[l]);
        }
        x = net->z[l];
    }
    return x;
}

void recognizer_clear(Recognizer *net)
{
    for (int l = 0; l < LAYERS; l++) {
        tensor_free(net->W[l]);
        tensor_free(net->b[l]);
        tensor_free(net->z[l]);
    }
    memset(net, 0, sizeof *net);
}

// ## Does the file fit?
//
// A file knows its own sizes, so the hidden layers may have any number of
// neurons. But $W_1$ needs a row for each pixel, and each later $W$ a row for each
// neuron before it. Each $b$ has a number for each column of its $W$, and the
// last layer an answer for each class. PyTorch keeps $W$ the other way round; the
// shape shows that, and the message says so.
static bool check_weights(const char *path, int layer, Shape shape, int rows,
                          Error *error)
{
    if (shape_rank(shape) == 2 && shape.n[0] == rows) {
        return true;
    }
    const bool turned = shape_rank(shape) == 2 && shape.n[1] == rows;
    return fail(
        error, EXIT_BAD_FILE,
        "%s: W%d is %s, but it needs 2 axes and %d rows, one for each "
        "%s%s",
        path, layer + 1, shape_text(shape).text, rows,
        layer == 0 ? "pixel" : "neuron of the layer before",
        turned ? "; it is the transpose, as PyTorch keeps weights: save its "
                 ".T.contiguous() there"
               : "");
}

static bool make_layer(Recognizer *net, int l, Safetensors *file,
                       const char *path, int rows, Error *error)
{
    Shape W;
    const char name[] = {'W', (char)('1' + l), 0};
    if (!safetensors_shape(file, name, &W, error) ||
        !check_weights(path, l, W, rows, error)) {
        return false;
    }
    net->W[l] = tensor_new(W);
    net->b[l] = tensor_new(SHAPE(W.n[1]));
    return true;
}

static bool make_layers(Recognizer *net, Safetensors *file, const char *path,
                        int pixels, int classes, Error *error)
{
    int rows = pixels;
    for (int l = 0; l < LAYERS; l++) {
        if (!make_layer(net, l, file, path, rows, error)) {
            return false;
        }
        rows = net->b[l]->size;
    }
    return rows >= classes ||
           fail(error, EXIT_BAD_FILE,
                "%s: W3 is %s, but the data have %d classes and need as many "
                "columns",
                path, shape_text(net->W[LAYERS - 1]->shape).text, classes);
}

// ## Reading
//
// The sizes are known now, and the rest is the same for [all files](../common/files/all_or_none.c):
// each name gets its numbers.
static bool read_layers(const Recognizer *net, Safetensors *file,
                        const char *path, Error *error)
{
    Param tensors[2 * LAYERS];
    for (int l = 0; l < LAYERS; l++) {
        tensors[2 * l] = param_named(net->W[l], "W%d", l + 1);
        tensors[2 * l + 1] = param_named(net->b[l], "b%d", l + 1);
    }
    return read_all_or_none(file, path, tensors, 2 * LAYERS, error);
}

bool recognizer_load(Recognizer *net, const char *path, int pixels,
                     int classes, Error *error)
{
    Safetensors *file = safetensors_open(path, error);
    if (file == NULL) {
        return false;
    }
    const bool ok = make_layers(net, file, path, pixels, classes, error) &&
                    read_layers(net, file, path, error);
    const char *data = safetensors_note(file, "data");
    if (!ok) {
        recognizer_clear(net);
    } else if (data != NULL) {
        snprintf(net->data, sizeof net->data, "%s", data);
    }
    safetensors_close(file);
    return ok;
}
