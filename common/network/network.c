// # A network
//
// A network is layers in a row, and a loss at the end. **What is left to do
// for the network itself?** It calls the layers in order, and on the way back
// in the opposite order. That is the chain rule, as a loop.
#include "network/network.h"

#include <string.h>

#include "math/loss.h"
#include "system/threads.h"

// ## Forward
//
// The output of one layer is the input of the next. `net->layers` holds the layers from
// the first to the last, and read_input() only gives the batch another shape, if a
// network wants that.
static const Tensor *read_input(Network *net, const Tensor *x);

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
// The gradient of one layer's input is the gradient of the output of the layer
// before it. So the way back is the same loop from the last layer to the first.
static const Tensor *back_through(Network *net, int i, const Tensor *dout);

void network_backward(Network *net)
{
    const Tensor *dout = loss_layer_backward(net->loss);
    for (int i = net->count - 1; i >= 0; i--) {
        dout = back_through(net, i, dout);
    }
}

// ## One layer back
//
// In short, back_through() is `layer_backward(net->layers[i], dout)`. Its other
// lines save memory. Each gradient is read once, by the layer before. So two
// tensors are enough for a network of any length: one is read while the other
// is written, and each layer borrows one of them for its turn.
static const Tensor *back_through(Network *net, int i, const Tensor *dout)
{
    Layer *layer = net->layers[i];
    layer->dx = net->dx[i % 2]; /* lent */
    dout = layer_backward(layer, dout);
    net->dx[i % 2] = layer->dx;
    layer->dx = NULL;
    return dout;
}

// The gradients of the last layer are ready first. When several computers learn
// together ([chapter 7](../ranks/README.md)), they want to be told of each layer.
/* folded */
void network_backward_telling(Network *net, LayerDone *done, void *context)
{
    const Tensor *dout = loss_layer_backward(net->loss);
    for (int i = net->count - 1; i >= 0; i--) {
        dout = back_through(net, i, dout);
        done(context, net->layers[i]);
    }
}

// ## How many are right
//
// The class with the largest score is the answer. Softmax keeps the order of
// the scores, so it is not needed here. The examples go through in portions,
// because the numbers between the layers need memory. next_portion() takes the
// next examples and runs them, until none are left.
/* Few enough for the caches of the processors. Chapter 7 makes thirty images of
   each, and its loops take ten rows at a time. */
enum { ROWS = 240, IMAGES = 40 /* for each thread */ };

static int images_at_once(void)
{
    const int all = IMAGES * threads_available();
    return all < ROWS ? all : ROWS;
}

typedef struct {
    const Dataset *data;
    int first, count; /* which examples of it */
    Batch batch;      /* the same; owned until the last portion is through */
    const Tensor *y;  /* their scores; borrowed */
} Portion;

static bool next_portion(Portion *p, Network *net)
{
    const bool images =
        net->example.n[0] != 0 || shape_rank(p->data->x.shape) > 2;
    const int most = images ? images_at_once() : ROWS;
    p->first += p->count;
    const int left = p->data->count - p->first;
    if (left == 0) {
        batch_clear(&p->batch);
        return false;
    }
    p->count = left < most ? left : most;
    batch_slice(&p->batch, p->data, p->first, p->count);
    p->y = network_predict(net, p->batch.x, INFERENCE);
    return true;
}

int network_count_correct(Network *net, const Dataset *data)
{
    CHECK(data->classes > 0, "quantities are not right or wrong: ask for "
                             "network_r_squared()");
    int answers[ROWS], correct = 0;
    Portion p = {.data = data};
    while (next_portion(&p, net)) {
        correct += batch_count_right(&p.batch, p.y, answers);
    }
    return correct;
}

// ## How close they are
//
// Not every network names a class. One that estimates prices is never quite right;
// no program of the chapters 5 to 7 does that, but yours may. So we compare its
// errors with the errors of somebody who knows only the mean of all prices, and
// always answers with it. We call this mean $\bar t$:
//
// $$ R^2 = 1 - \frac{\sum (y - t)^2}{\sum (t - \bar t)^2} $$
//
// The prices 1, 2 and 3 have the mean 2, and the lower sum is 2. Estimates of 1, 2
// and 2 miss by 1 once, so $R^2 = 1 - 1/2$. It is called the *coefficient of
// determination*.
static double squares_around_mean(const Tensor *t)
{
    const int N = t->shape.n[0], K = t->size / N;
    double sum = 0;
    for (int k = 0; k < K; k++) {
        double mean = 0;
        for (int i = k; i < t->size; i += K) {
            mean += (double)t->data[i] / N;
        }
        for (int i = k; i < t->size; i += K) {
            const double difference = (double)t->data[i] - mean;
            sum += difference * difference;
        }
    }
    return sum;
}

double network_r_squared(Network *net, const Dataset *data)
{
    CHECK(data->classes == 0,
          "the answers are %d classes: ask for "
          "network_count_correct()",
          data->classes);
    double errors = 0;
    Portion p = {.data = data};
    while (next_portion(&p, net)) {
        errors += 2 * p.count * (double)sum_squared_error(p.y, p.batch.t);
    }
    const double around_mean = squares_around_mean(&data->t);
    return around_mean > 0 ? 1 - errors / around_mean : errors == 0;
}

// ## How a batch is read
//
// A batch has an example in each row. Some layers, such as the
// [convolution](../layers/convolution.c) of chapter 7, want to know which
// pixels are neighbours, and ask for the images as images. The numbers lie in that
// order already, so the batch is only *read* otherwise.
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
    CHECK(x->size == (long long)x->shape.n[0] * shape_size(net->example),
          "the network reads each example as %s, so its input must be "
          "(N, %d) and is %s",
          shape_text(net->example).text, shape_size(net->example),
          shape_text(x->shape).text);
    net->x = tensor_reshaped(x, SHAPE(x->shape.n[0], n[0], n[1], n[2]));
    return &net->x;
}

// ## Names
//
// Saitoh's book writes $W_1, b_1, W_2, b_2$. The number counts the parameters of
// the same name, so the second affine layer has `W2`, whatever is between the two.
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
