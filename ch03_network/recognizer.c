// # A network with given weights
//
// [forward](forward.c) walked two numbers through three layers. **What changes
// if the two numbers are 784 pixels, and the weights come from a file?** In
// the mathematics, nothing.
#include "recognizer.h"

#include <stdio.h>
#include <string.h>

#include "files/safetensors.h"
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
// neuron before it. Each $b$ needs a number for each column of its $W$, and the
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
        turned ? "; it is the transpose: PyTorch keeps weights so" : "");
}

// A bias of $M$ numbers may stand as one row, $(1, M)$.
static bool check_bias(const char *path, int layer, Shape shape, Shape W,
                       Error *error)
{
    const int M = W.n[1];
    if (shape_equal(shape, SHAPE(M)) || shape_equal(shape, SHAPE(1, M))) {
        return true;
    }
    return fail(error, EXIT_BAD_FILE,
                "%s: b%d is %s, but W%d is %s: it needs (%d)", path,
                layer + 1, shape_text(shape).text, layer + 1,
                shape_text(W).text, M);
}

// ## Reading
static bool read_tensor(Tensor **t, Safetensors *file, const char *path,
                        const char *name, Shape shape, Error *error)
{
    *t = tensor_new(shape);
    if (!safetensors_read(file, name, *t, error)) {
        return false;
    }
    return tensor_is_finite(*t) ||
           fail(error, EXIT_BAD_FILE,
                "%s: %s holds numbers that are not finite", path, name);
}

static bool read_layer(Recognizer *net, int l, Safetensors *file,
                       const char *path, int rows, Error *error)
{
    Shape W, b;
    const char name_W[] = {'W', (char)('1' + l), 0};
    const char name_b[] = {'b', (char)('1' + l), 0};
    return safetensors_shape(file, name_W, &W, error) &&
           check_weights(path, l, W, rows, error) &&
           safetensors_shape(file, name_b, &b, error) &&
           check_bias(path, l, b, W, error) &&
           read_tensor(&net->W[l], file, path, name_W, W, error) &&
           read_tensor(&net->b[l], file, path, name_b, b, error);
}

static bool read_all(Recognizer *net, Safetensors *file, const char *path,
                     int pixels, int classes, Error *error)
{
    int rows = pixels;
    for (int l = 0; l < LAYERS; l++) {
        if (!read_layer(net, l, file, path, rows, error)) {
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

bool recognizer_load(Recognizer *net, const char *path, int pixels,
                     int classes, Error *error)
{
    Safetensors *file = safetensors_open(path, error);
    if (file == NULL) {
        return false;
    }
    const bool ok = read_all(net, file, path, pixels, classes, error);
    const char *data = safetensors_note(file, "data");
    if (!ok) {
        recognizer_clear(net);
    } else if (data != NULL) {
        snprintf(net->data, sizeof net->data, "%s", data);
    }
    safetensors_close(file);
    return ok;
}
