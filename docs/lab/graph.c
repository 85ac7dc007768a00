// # Two graphs to walk through
//
// A page shows a graph and goes through it, one node a click: forward with the values,
// and back with the gradients. **Where do the numbers come from?** From the layers that
// the reader has met. This file only keeps them, and says where each number lies.
#include <stdlib.h>

#include "export.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "naive_layers.h"

// ## Apples
//
// Two [multiplications](../../ch05_backprop/naive_layers.c), as in
// [buy_apple](../../ch05_backprop/buy_apple.c). The page reads ten numbers: the values
// of apple, count, sum, tax and price, and then their gradients.
enum { APPLE, COUNT, SUM, TAX, PRICE, NUMBERS };

typedef struct {
    double value[NUMBERS], grad[NUMBERS];
} Apples;

EXPORT(apples_new)
const Apples *apples_new(double apple, double count, double tax)
{
    Apples *a = allocate(1, sizeof *a);
    MulLayer first, second;
    double *value = a->value, *grad = a->grad;
    value[APPLE] = apple;
    value[COUNT] = count;
    value[TAX] = tax;
    value[SUM] = mul_forward(&first, apple, count);
    value[PRICE] = mul_forward(&second, value[SUM], tax);
    grad[PRICE] = 1;
    mul_backward(&second, 1, &grad[SUM], &grad[TAX]);
    mul_backward(&first, grad[SUM], &grad[APPLE], &grad[COUNT]);
    return a;
}

EXPORT(apples_free) void apples_free(Apples *apples) { free(apples); }

// ## A network
//
// Two examples of three numbers go through an affine layer with four outputs, a ReLU,
// and softmax with its loss. All lengths differ, so that each shape tells what it
// belongs to. The numbers are small whole ones, to be checked by hand.
enum { EXAMPLES = 2, INPUTS = 3, OUTPUTS = 4 };

typedef struct {
    Tensor *x, *t;
    Layer *affine, *relu;
    LossLayer *loss;
    real mean; /* the loss */
} Steps;

static const real inputs[] = {1, 0, 2, 0, 1, -1};
static const real weights[] = {1, -1, 0, 2, 0, 1, 1, -1, 1, 0, -1, 0};
static const real biases[] = {0, 1, 0, -1};
static const real truth[] = {1, 0, 0, 0, 0, 1, 0, 0};

static void copy(Tensor *to, const real *numbers)
{
    for (int i = 0; i < to->size; i++) {
        to->data[i] = numbers[i];
    }
}

EXPORT(steps_new) const Steps *steps_new(void)
{
    Steps *s = allocate(1, sizeof *s);
    Rng rng = rng_new(1);
    s->x = tensor_new(SHAPE(EXAMPLES, INPUTS));
    s->t = tensor_new(SHAPE(EXAMPLES, OUTPUTS));
    s->affine = affine_new(INPUTS, OUTPUTS, 0, &rng);
    s->relu = relu_new();
    s->loss = softmax_loss_new();
    copy(s->x, inputs);
    copy(s->t, truth);
    copy(layer_find(s->affine, "W")->value, weights);
    copy(layer_find(s->affine, "b")->value, biases);
    const Tensor *a = layer_forward(s->affine, s->x, TRAINING);
    const Tensor *h = layer_forward(s->relu, a, TRAINING);
    s->mean = loss_layer_forward(s->loss, h, s->t);
    const Tensor *dh = loss_layer_backward(s->loss);
    layer_backward(s->affine, layer_backward(s->relu, dh));
    return s;
}

// The numbers of x, W, b, a, h, y, t and L, by their place in this list. The page knows
// the shapes.
EXPORT(steps_value) const real *steps_value(const Steps *s, int which)
{
    const real *const places[] = {s->x->data,
                                  layer_find(s->affine, "W")->value->data,
                                  layer_find(s->affine, "b")->value->data,
                                  s->affine->out->data,
                                  s->relu->out->data,
                                  s->loss->y->data,
                                  s->t->data,
                                  &s->mean};
    return places[which];
}

// The gradients of x, W, b, a and h.
EXPORT(steps_gradient) const real *steps_gradient(const Steps *s, int which)
{
    const real *const places[] = {s->affine->dx->data,
                                  layer_find(s->affine, "W")->grad->data,
                                  layer_find(s->affine, "b")->grad->data,
                                  s->relu->dx->data, s->loss->dx->data};
    return places[which];
}
