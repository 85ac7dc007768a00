// # What all layers share
//
// Every layer has forward and backward, an output, a gradient to pass on, and
// perhaps parameters, the numbers that it learns. **Must each kind of layer repeat
// that bookkeeping?** No: it is written here, once, and each kind of layer adds
// only its formulas.
//
// Two lines use a layer, whatever its kind. `y = layer_forward(layer, x, TRAINING)` gives
// its output; `dx = layer_backward(layer, dout)` takes the gradient of the output and
// gives that of the input. A ReLU makes $(1, 0, 0, 3)$ of $(1, -0.5, -2, 3)$, and on the
// way back $(5, 0, 0, 8)$ of $(5, 6, 7, 8)$. The rest of this page says how C does it, and
// may be read after [relu](relu.c).
#include "layers/layer.h"

#include <stdarg.h>
#include <stdio.h>

// ## What a layer is
//
// A kind of layer is a table of three functions and a name. It is filled once for all
// affine layers, once for all ReLUs, and so on, as on the page of
// [objects](../../ch01_basics/objects.c):
//
// ```c
// typedef struct {
//     /** For messages: "affine". */
//     const char *name;
//     /** Compute layer->out from x. */
//     void (*forward)(Layer *layer, const Tensor *x);
//     /** Fill dx (which has the shape of layer->x; NULL: nobody needs it) and
//      *  each parameter's grad from dout. */
//     void (*backward)(Layer *layer, const Tensor *dout, Tensor *dx);
//     /** Release what the kind owns beyond struct Layer; may be NULL. */
//     void (*free)(Layer *layer);
// } LayerKind;
// ```
//
// So `{"relu", relu_forward, relu_backward, NULL}` is a kind whose `free` is nothing:
// a ReLU owns nothing of its own that must be given back. And this is what every layer
// has, whatever its kind:
//
// ```c
// struct Layer {
//     const LayerKind *kind; /**< what it does */
//     const Tensor *x;       /**< the last input; borrowed; NULL: no way back */
//     Tensor *out;           /**< the last output; owned */
//     Tensor *dx;      /**< the last gradient passed back; owned, but for a
//                                 layer in a network, which lends it for the call */
//     Mode mode;       /**< of the last forward */
//     int number;      /**< in its network, from 1: nobody needs the dx of the
//                                 first; 0: in none */
//     int param_count; /**< how many parameters */
//     Param params[MAX_PARAMS]; /**< owned, with their tensors */
// …
// };
// ```
//
// A parameter is a name and two tensors of one shape, `value` and `grad`: for
// an affine layer `params[0]` is $W$ and its gradient, and `params[1]` is $b$.
// Beside them are `dx`, the gradient that the layer passes on, and `number`,
// the place of the layer in its network, from 1. *Owned* means that the layer
// gives this memory back in the end; *borrowed*, that somebody else does. A
// layer that must keep more begins with a `Layer` and adds its own. How a layer is made
// and freed is [on a page of its own](layer_making.c).

// ## Forward
//
// In training the layer remembers its input, because backward will ask for it. In
// an **inference** (推理), where a network is only used and does not learn, it
// forgets its input. A call of backward after that is a bug and stops the program,
// because the input may have been overwritten by then.
const Tensor *layer_forward(Layer *layer, const Tensor *x, Mode mode)
{
    layer->x = mode == TRAINING ? x : NULL;
    layer->mode = mode;
    layer->kind->forward(layer, x);
    return layer->out;
}

// ## Backward
//
// The gradient of the output has the shape of the output, and the gradient of
// the input has the shape of the input. The input of the first layer, number 1,
// is the images. The images are not changed, so their gradient is not computed.
const Tensor *layer_backward(Layer *layer, const Tensor *dout)
{
    CHECK(layer->x != NULL,
          "%s: backward needs a forward in TRAINING first, for an INFERENCE "
          "keeps nothing for the way back; call network_loss() or "
          "layer_forward() with TRAINING before it",
          layer_text(layer).text);
    CHECK(dout->size == layer->out->size,
          "%s: a gradient %s for an output %s", layer_text(layer).text,
          shape_text(dout->shape).text, shape_text(layer->out->shape).text);
    Tensor *dx = NULL;
    if (layer->number != 1) {
        dx = layer->dx = tensor_fit(layer->dx, layer->x->shape);
    }
    layer->kind->backward(layer, dout, dx);
    return dx;
}

// ## What fits
//
// Most mistakes in a network are two layers that do not fit together. In a row of
// twenty, "(100, 60) times (50, 10)" helps nobody: the message must say which of them
// it was, what came in, and what should have come.
/* folded */
LayerText layer_text(const Layer *layer)
{
    LayerText text;
    char weights[100] = "", number[24] = "";
    if (layer->param_count > 0) {
        const Param *param = &layer->params[0];
        snprintf(weights, sizeof weights, " %s %s", param->name,
                 shape_text(param->value->shape).text);
    }
    if (layer->number > 0) {
        snprintf(number, sizeof number, "layer %d (", layer->number);
    }
    snprintf(text.text, sizeof text.text, "%s%s%s%s", number,
             layer->kind->name, weights, layer->number > 0 ? ")" : "");
    return text;
}

void layer_check_input(const Layer *layer, const Tensor *x, bool fits,
                       const char *format, ...)
{
    char must[80];
    va_list words;
    va_start(words, format);
    vsnprintf(must, sizeof must, format, words);
    va_end(words);
    CHECK(fits, "%s: input is %s, must be %s", layer_text(layer).text,
          shape_text(x->shape).text, must);
}

void layer_check_images(const Layer *layer, const Tensor *x, int channels,
                        const Window *window)
{
    const int *n = x->shape.n;
    const int rows = window->height - 2 * window->pad_down;
    const int columns = window->width - 2 * window->pad_right;
    char any[16] = "C";
    if (channels > 0) {
        snprintf(any, sizeof any, "%d", channels);
    }
    layer_check_input(layer, x,
                      shape_rank(x->shape) == 4 && n[2] >= rows &&
                          n[3] >= columns &&
                          (channels == 0 || n[1] == channels),
                      "(N, %s, H, W), at least %d x %d", any,
                      rows > 1 ? rows : 1, columns > 1 ? columns : 1);
}
