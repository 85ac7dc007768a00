/** @file layer.h
 *  @ingroup ch05
 *  A layer is one step of a network that knows its own derivative.
 *
 *      forward :  x    -> out     and remember what backward will need
 *      backward:  dout -> dx      and fill the gradient of each parameter
 *
 *  dout is dL/d(out): how much the loss changes if the output does. The layer
 *  turns it into dL/dx by the chain rule. That is all of backpropagation; the
 *  rest is to do it in the right order.
 *
 *  Who owns what: the layer owns out, dx and its parameters. What forward and
 *  backward return is borrowed, and holds until the next call on the same
 *  layer. x is borrowed the other way round: it must stay as it is until
 *  backward has run. */
#ifndef LAYER_H
#define LAYER_H

#include "tensor/param.h"
#include "tensor/window.h"

/** Some layers (dropout, batch normalization) act otherwise in training; and
 *  after an INFERENCE there is no way back. */
typedef enum {
    INFERENCE, /**< an answer is wanted, nothing else */
    TRAINING   /**< a backward follows */
} Mode;

/** A layer of any kind. */
typedef struct Layer Layer;

/** What a kind of layer must provide: write these, and it fits any network. */
typedef struct {
    /** For messages: "affine". */
    const char *name;
    /** Compute layer->out from x. */
    void (*forward)(Layer *layer, const Tensor *x);
    /** Fill dx (which has the shape of layer->x; NULL: nobody needs it) and
     *  each parameter's grad from dout. */
    void (*backward)(Layer *layer, const Tensor *dout, Tensor *dx);
    /** Release what the kind owns beyond struct Layer; may be NULL. */
    void (*free)(Layer *layer);
} LayerKind;

enum {
    MAX_PARAMS = 2, /**< W and b, or gamma and beta */
    MAX_STATES = 2  /**< the running mean and variance */
};

/** What all layers have. A kind with state of its own embeds this first. */
struct Layer {
    const LayerKind *kind; /**< what it does */
    const Tensor *x;       /**< the last input; borrowed; NULL: no way back */
    Tensor *out;           /**< the last output; owned */
    Tensor *dx;      /**< the last gradient passed back; owned, but for a
                                layer in a network, which lends it for the call */
    Mode mode;       /**< of the last forward */
    int number;      /**< in its network, from 1: nobody needs the dx of the
                                first; 0: in none */
    int param_count; /**< how many parameters */
    Param params[MAX_PARAMS]; /**< owned, with their tensors */
    int state_count;          /**< how many states */
    Param states[MAX_STATES]; /**< what is kept in files but not learnt by
                                   gradients, such as a running mean; grad is
                                   NULL, value owned */
};

/** For constructors: a zeroed layer of this kind. size is that of the
 *  concrete struct, whose first member is a Layer. The caller owns it. */
void *layer_new(const LayerKind *kind, size_t size);

/** For constructors: give layer one more parameter, of zeros, with this name
 *  and shape. A network puts a number behind the name. */
void layer_add_param(Layer *layer, const char *name, Shape shape);

/** For constructors: give layer one more state, of zeros, with this name and
 *  shape. */
void layer_add_state(Layer *layer, const char *name, Shape shape);

/** A text about a layer, by value. */
typedef struct {
    char text[160]; /**< zero-terminated */
} LayerText;

/** Which layer this is, for messages: "layer 3 (affine W2 (50, 10))", or "affine
 *  W (50, 10)" outside a network. */
LayerText layer_text(const Layer *layer);

/** For forward functions: stops unless fits, with a message that names layer, the
 *  shape of its input x, and what it must be, which format and what follows
 *  say as in printf(): "(N, 50)". */
void layer_check_input(const Layer *layer, const Tensor *x, bool fits,
                       const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** The same for a layer whose x must be images (N, channels, H, W), into which
 *  window fits with its padding; 0 channels: any number. */
void layer_check_images(const Layer *layer, const Tensor *x, int channels,
                        const Window *window);

/** The parameter or state of layer that is called word: "W" finds "W", and "W2"
 *  in a network. Borrowed. Stops if there is none. */
Param *layer_find(Layer *layer, const char *word);

/** Release layer and all it owns; NULL is fine. */
void layer_free(Layer *layer);

/** Run layer on x in the given mode. Returns its output. */
const Tensor *layer_forward(Layer *layer, const Tensor *x, Mode mode);

/** Send dout, the gradient of the output, back through layer: fills the
 *  gradients of its parameters and returns that of its input (NULL if it is
 *  the first of a network). Stops if the last forward was not a TRAINING, and
 *  says what to call. */
const Tensor *layer_backward(Layer *layer, const Tensor *dout);

#endif
