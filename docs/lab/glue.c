// # The laboratory's glue
//
// A page in a browser can move a slider, but it has no optimizer and no
// convolution. **How little must be added, so that it calls the C of this book?**
// The library and a few modules of chapter 7 are compiled to WebAssembly as they
// are. The functions of this file are all that the [laboratory](README.md) adds.
//
// Each experiment is a struct. JavaScript gets its address as a number, hands it
// back with every call, and reads results where the pointers lead. An address
// is valid until the struct is freed; the drawing and the network are
// needed as long as the page is open, so nobody frees them.
#include <stdlib.h>

#include "data/digits.h"
#include "export.h"
#include "files/dtype.h"
#include "ink.h"
#include "judge.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/sigmoid.h"
#include "layers/tanh.h"
#include "math/activation.h"
#include "optimizers/adagrad.h"
#include "optimizers/adam.h"
#include "optimizers/momentum.h"
#include "optimizers/nesterov.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sgd.h"
#include "simple_conv_net.h"

// ## Read a drawing
//
// The drawing is a [photo](../../ch07_cnn/photo.h) that never was a file. What
// happens to it is what [recognize](../../ch07_cnn/recognize.c) does with a photo:
// [ink](../../ch07_cnn/ink.c) finds the digit, the
// [network](../../ch07_cnn/simple_conv_net.c) gives ten scores, and the
// [judge](../../ch07_cnn/judge.c) says whether it is a digit at all.
enum { SIDE = INK_SIDE, PIXELS = SIDE * SIDE, CLASSES = 10 };

typedef struct {
    Network net;
    Network judge;
    Photo drawing;
    double doubt;         /* how probable it is that this is no digit */
    uint8_t seen[PIXELS]; /* what the network sees of it */
    uint8_t sample[PIXELS];
    Tensor *x; /* (1, PIXELS) */
    Tensor *y; /* (1, CLASSES): the probabilities */
} Reader;

EXPORT(reader_new) Reader *reader_new(void)
{
    Reader *r = allocate(1, sizeof *r);
    Rng rng = rng_new(1);
    const SimpleConvNet shape = simple_conv_net(SIDE, SIDE, CLASSES);
    const SimpleConvNet small = judge_shape();
    simple_conv_net_build(&r->net, &shape, &rng);
    simple_conv_net_build(&r->judge, &small, &rng);
    r->x = tensor_new(SHAPE(1, PIXELS));
    r->y = tensor_new(SHAPE(1, CLASSES));
    return r;
}

// The weights that ship with chapter 7 come as the bytes of their tensors, one
// behind the other: W1 b1 W2 b2 W3 b3, as [float16](../../common/files/dtype.c). The
// answer is false if there are too many bytes or too few, or if a number is not
// finite.
static bool learn(Network *net, const uint8_t *bytes, int count)
{
    const Dtype *half = dtype_find("F16");
    bool finite = true;
    for (int i = 0; i < net->param_count; i++) {
        Tensor *value = net->params[i]->value;
        count -= half->size * value->size;
        if (count < 0) {
            return false;
        }
        half->decode(value->data, bytes, value->size);
        bytes += half->size * value->size;
        finite = finite && tensor_is_finite(value);
    }
    return finite && count == 0;
}

EXPORT(reader_learn)
bool reader_learn(Reader *r, const uint8_t *bytes, int count)
{
    return learn(&r->net, bytes, count);
}

EXPORT(reader_judge)
bool reader_judge(Reader *r, const uint8_t *bytes, int count)
{
    return learn(&r->judge, bytes, count);
}

// JavaScript writes the drawing here: height times width bytes, row by row, 0 black
// and 255 white.
EXPORT(reader_paper)
uint8_t *reader_paper(Reader *r, int height, int width)
{
    Photo *d = &r->drawing;
    if (d->height != height || d->width != width) {
        free(d->grey);
        *d = (Photo){height, width, allocate((size_t)height, (size_t)width)};
    }
    return d->grey;
}

// How many digits there seem to be. The first in the order of reading is read. 0: there is
// none to be seen, and the results are those of before.
EXPORT(reader_read) int reader_read(Reader *r)
{
    Error error;
    Ink ink = {0};
    if (!ink_find(&ink, &r->drawing, "the drawing", &error)) {
        return 0;
    }
    const int count = ink.count + ink.more;
    for (int p = 0; p < PIXELS; p++) {
        r->seen[p] = ink.digits[0].pixels[p];
        r->x->data[p] = (real)r->seen[p] / 255;
    }
    ink_clear(&ink);
    r->doubt = judge_doubt(&r->judge, r->x);
    softmax_rows(r->y, network_predict(&r->net, r->x, INFERENCE));
    return count;
}

// Whether the judge warns: this may be no digit.
EXPORT(reader_doubts) bool reader_doubts(const Reader *r)
{
    return r->doubt >= JUDGE_DOUBTS;
}

// The results: what the network saw, the probabilities, the numbers behind the
// layer with this number (0 convolution, 1 ReLU, 2 pooling), and the filters
// $W_1$ (30, 1, 5, 5).
EXPORT(reader_seen) const uint8_t *reader_seen(const Reader *r)
{
    return r->seen;
}

EXPORT(reader_probabilities) const real *reader_probabilities(const Reader *r)
{
    return r->y->data;
}

EXPORT(reader_maps) const real *reader_maps(const Reader *r, int layer)
{
    return r->net.layers[layer]->out->data;
}

EXPORT(reader_filters) const real *reader_filters(const Reader *r)
{
    return network_find(&r->net, "W1")->value->data;
}

// Whoever cannot draw takes a [digit from strokes](../../common/data/digits.c). Each
// ten hold every digit once, and another seed gives another hand.
EXPORT(reader_sample)
const uint8_t *reader_sample(Reader *r, int digit, int seed)
{
    Dataset ten = digits_new(CLASSES, (uint64_t)seed);
    for (int i = 0; i < CLASSES; i++) {
        if (ten.labels[i] == digit) {
            for (int p = 0; p < PIXELS; p++) {
                r->sample[p] = ten.pixels[i * PIXELS + p];
            }
        }
    }
    dataset_clear(&ten);
    return r->sample;
}

// ## One neuron
//
// The neuron $y = h(wx + b)$ is two layers: an affine one from one number to one
// number, and the activation. Its slope is not a formula of this file: the two
// layers run back, as in chapter 5. The step has no layer in the library, because
// nothing can be learnt through it: it passes back 0, also at the jump.
static void step_forward(Layer *layer, const Tensor *x)
{
    layer->out = tensor_fit(layer->out, x->shape);
    layer->out->data[0] = x->data[0] > 0;
}

static void step_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    (void)layer, (void)dout;
    tensor_fill(dx, 0);
}

static const LayerKind step = {"step", step_forward, step_backward, NULL};

typedef struct {
    Layer *sum, *bend;
    Tensor *x, *one; /* (1, 1) */
} Neuron;

// The kinds of $h$: 0 step, 1 sigmoid, 2 tanh, 3 ReLU.
static Layer *bend_new(int kind)
{
    switch (kind) {
    case 1:
        return sigmoid_new();
    case 2:
        return tanh_new();
    case 3:
        return relu_new();
    default:
        return layer_new(&step, sizeof(Layer));
    }
}

EXPORT(neuron_new) Neuron *neuron_new(int kind, double w, double b)
{
    Neuron *n = allocate(1, sizeof *n);
    Rng rng = rng_new(1);
    n->sum = affine_new(1, 1, 0, &rng);
    layer_find(n->sum, "W")->value->data[0] = (real)w;
    layer_find(n->sum, "b")->value->data[0] = (real)b;
    n->bend = bend_new(kind);
    n->x = tensor_new(SHAPE(1, 1));
    n->one = tensor_new(SHAPE(1, 1));
    n->one->data[0] = 1;
    return n;
}

EXPORT(neuron_free) void neuron_free(Neuron *n)
{
    layer_free(n->sum);
    layer_free(n->bend);
    tensor_free(n->x);
    tensor_free(n->one);
    free(n);
}

// Forward: $h(wx + b)$.
EXPORT(neuron_value) double neuron_value(Neuron *n, double x)
{
    n->x->data[0] = (real)x;
    const Tensor *a = layer_forward(n->sum, n->x, TRAINING);
    return (double)layer_forward(n->bend, a, TRAINING)->data[0];
}

// Backward: how fast $y$ grows with $x$, at the $x$ of the last forward.
EXPORT(neuron_slope) double neuron_slope(Neuron *n)
{
    const Tensor *da = layer_backward(n->bend, n->one);
    return (double)layer_backward(n->sum, da)->data[0];
}

// ## A walk down the valley
//
// The valley is that of [optimizer_paths](../../ch06_techniques/optimizer_paths.c) if it
// is 20 times as flat along $x$ as along $y$. With $c = 1$ it is the bowl of
// [gradient_descent](../../ch04_learning/gradient_descent.c):
//
// $$ f(x, y) = \frac{x^2}{c} + y^2 $$
//
// The place is a parameter of two numbers, and a step is the library's.
typedef struct {
    double flat; /* c */
    Optimizer *optimizer;
    real place[2], slope[2];
    Tensor value, grad;
    Param param;
} Walk;

// The methods: 0 SGD, 1 Momentum, 2 Nesterov, 3 AdaGrad, 4 RMSprop, 5 Adam.
static Optimizer *method_new(int method, real rate)
{
    switch (method) {
    case 1:
        return momentum_new(rate, 0.9f);
    case 2:
        return nesterov_new(rate, 0.9f);
    case 3:
        return adagrad_new(rate);
    case 4:
        return rmsprop_new(rate, 0.9f);
    case 5:
        return adam_new(rate, 0.9f, 0.999f);
    default:
        return sgd_new(rate);
    }
}

EXPORT(walk_new)
Walk *walk_new(double flat, int method, double rate, double x, double y)
{
    Walk *w = allocate(1, sizeof *w);
    w->flat = flat;
    w->optimizer = method_new(method, (real)rate);
    w->place[0] = (real)x;
    w->place[1] = (real)y;
    w->value = tensor_view(w->place, SHAPE(2));
    w->grad = tensor_view(w->slope, SHAPE(2));
    w->param = (Param){"place", &w->value, &w->grad};
    return w;
}

EXPORT(walk_free) void walk_free(Walk *w)
{
    optimizer_free(w->optimizer);
    free(w);
}

// The two numbers $x$ and $y$, and the loss there.
EXPORT(walk_place) const real *walk_place(const Walk *w) { return w->place; }

EXPORT(walk_loss) double walk_loss(const Walk *w)
{
    const double x = (double)w->place[0], y = (double)w->place[1];
    return x * x / w->flat + y * y;
}

// One step, with the gradient $(2x/c, 2y)$ of the place where we stand.
EXPORT(walk_step) void walk_step(Walk *w)
{
    Param *const params[] = {&w->param};
    w->slope[0] = (real)(2 * (double)w->place[0] / w->flat);
    w->slope[1] = 2 * w->place[1];
    optimizer_step(w->optimizer, params, 1);
}
