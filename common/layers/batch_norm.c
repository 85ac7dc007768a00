// # Batch normalization
//
// The first weights decide how large the numbers in the fifth layer are, and
// learning changes them with every step. **Why hope for a good size, if it can
// be made?** **Batch normalization** (批归一化) stands between an affine layer and
// its activation. It gives every [feature](../math/feature.c) the mean 0 and
// the variance 1 over the batch; a feature is here what one neuron computes for
// each example. In general such a change is called *normalization* (归一化).
//
// *Predict first.* All inputs are multiplied by 1000. What happens to the output?
//
// *Answer.* Nothing, except for rounding. The mean and the distances from it
// become 1000 times as large, and so does what they are divided by.
#include "layers/batch_norm.h"

#include <tgmath.h>

#include "math/feature.h"

enum { GAMMA, BETA };
enum { RUNNING_MEAN, RUNNING_VAR };

typedef struct {
    Layer base;
    real momentum, epsilon;
    Tensor *x_hat;  /* the normalized input; owned */
    Tensor *mean;   /* of the batch, for each feature; owned */
    Tensor *var;    /* its variance; owned */
    Tensor *factor; /* 1 / s, for each feature; owned */
    Tensor *scale;  /* gamma / s; owned */
} BatchNorm;

// ## Forward
//
// Four examples of one feature are $1, 7, 9, 15$. Their mean is $8$, their
// distances from it are $-7, -1, 1, 7$, and the mean of the squares is $25$. So
// $s = 5$, and the normalized numbers are $-1.4, -0.2, 0.2, 1.4$. With $M$ numbers
// in a feature:
//
// $$ \begin{aligned}
//    \mu &= \frac{1}{M} \sum_i x_i
//    \\ \sigma^2 &= \frac{1}{M} \sum_i (x_i - \mu)^2
//    \\ s &= \sqrt{\sigma^2 + \varepsilon}
//    \end{aligned} $$
//
// Here $\mu$ is the mean, $\sigma^2$ the variance, and a tiny $\varepsilon$
// prevents a division by 0 if a feature is always the same. The normalized
// number is $\hat{x}$. The network may not want mean 0 and variance 1
// everywhere. So it learns another standard deviation $\gamma$ and another mean
// $\beta$, which begin at 1 and 0:
//
// $$ \hat x_i = \frac{x_i - \mu}{s}, \qquad y_i = \gamma \hat x_i + \beta $$
static void find_factor(BatchNorm *bn, const Tensor *var)
{
    for (int c = 0; c < var->size; c++) {
        bn->factor->data[c] = 1 / sqrt(var->data[c] + bn->epsilon);
    }
}

static void forward_training(BatchNorm *bn, const Tensor *x)
{
    const Param *params = bn->base.params;
    bn->x_hat = tensor_fit(bn->x_hat, x->shape);
    feature_mean(bn->mean, x);                       /* mu */
    feature_center(bn->x_hat, bn->var, x, bn->mean); /* x - mu, sigma^2 */
    find_factor(bn, bn->var);                        /* 1 / s */
    /* x_hat = (x - mu) / s, and y = gamma x_hat + beta */
    feature_normalize(bn->base.out, bn->x_hat, bn->factor,
                      params[GAMMA].value, params[BETA].value);
}

// ## Inference
//
// A network that is used on a single image has no batch to measure. So each
// training step moves a **running** mean and variance a tenth of the way to those
// of its batch. The program calls the other nine tenths `momentum`, as is usual;
// they have nothing to do with the speed of [Momentum](../optimizers/momentum.c).
// They are kept in the weights file, but no gradient changes them.
static void remember(BatchNorm *bn)
{
    Tensor *const of_batch[] = {bn->mean, bn->var};
    for (int k = 0; k < 2; k++) {
        Tensor *running = bn->base.states[k].value;
        tensor_scale(running, bn->momentum, running);
        tensor_add_scaled(running, 1 - bn->momentum, of_batch[k]);
    }
}

// In an inference the formula is the same, with the running numbers. So one
// image gets the same answer, whatever other images are beside it.
//
// $$ y = (x - \mu) \, \frac{\gamma}{s} + \beta $$
static void forward_inference(BatchNorm *bn, const Tensor *x)
{
    const Param *params = bn->base.params, *states = bn->base.states;
    find_factor(bn, states[RUNNING_VAR].value);
    tensor_multiply(bn->scale, bn->factor, params[GAMMA].value);
    /* y = (x - mu) scale + beta */
    feature_rescale(bn->base.out, x, states[RUNNING_MEAN].value, bn->scale,
                    params[BETA].value);
}

// Here a feature is a column of the batch. In chapter 7, where a batch holds
// images, it is one of their [channels](../../ch07_cnn/channels.c).
static void batch_norm_forward(Layer *layer, const Tensor *x)
{
    BatchNorm *bn = (BatchNorm *)layer;
    const int rank = shape_rank(x->shape), C = bn->mean->size;
    layer_check_input(layer, x,
                      (rank == 2 || rank == 4) && x->shape.n[1] == C,
                      "(N, %d) or (N, %d, H, W)", C, C);
    layer->out = tensor_fit(layer->out, x->shape);
    if (layer->mode == TRAINING) {
        forward_training(bn, x);
        remember(bn);
    } else {
        forward_inference(bn, x);
    }
}

// ## Backward
//
// Every example has a part in $\mu$ and in $s$, and through them in every output.
// So one $dx_i$ collects from all examples of its feature. The two formulas with a
// sum follow from $y = \gamma \hat x + \beta$; the third is derived on
// [another page of this chapter](../../ch06_techniques/batch_norm_graph.c). In the
// example above, $1, 7, 9, 15$ with $\gamma = 1$, let $dout = (1, 0, 0, 0)$ come
// back. Then $d\beta = 1$ and $d\gamma = -1.4$. The first number gets
// $\frac15 (1 - \frac14 - 1.4 \cdot \frac{1.4}{4}) = 0.052$, and all four together
// get $(0.052, -0.064, -0.036, 0.048)$.
//
// $$ d\beta = \sum_j dout_j, \qquad d\gamma = \sum_j dout_j \, \hat x_j $$
//
// $$ dx_i = \frac{\gamma}{s} \left( dout_i - \frac{d\beta}{M} - \hat x_i \frac{d\gamma}{M} \right) $$
static void batch_norm_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    BatchNorm *bn = (BatchNorm *)layer;
    Tensor *dbeta = layer->params[BETA].grad;
    Tensor *dgamma = layer->params[GAMMA].grad;
    feature_sums(dbeta, dgamma, dout, bn->x_hat); /* the two sums */
    if (dx != NULL) {
        tensor_multiply(bn->scale, bn->factor, layer->params[GAMMA].value);
        /* dx = scale (dout - dbeta / M - x_hat dgamma / M) */
        feature_rest(dx, bn->scale, dout, dbeta, bn->x_hat, dgamma);
    }
}

// ## Making one
//
// The scale begins at 1 and the shift at 0, so at first the layer only
// normalizes.
static void batch_norm_free(Layer *layer)
{
    BatchNorm *bn = (BatchNorm *)layer;
    tensor_free(bn->x_hat);
    tensor_free(bn->mean);
    tensor_free(bn->var);
    tensor_free(bn->factor);
    tensor_free(bn->scale);
}

static const LayerKind batch_norm = {"batch_norm", batch_norm_forward,
                                     batch_norm_backward, batch_norm_free};

Layer *batch_norm_new(int features)
{
    const Shape shape = SHAPE(features);
    BatchNorm *bn = layer_new(&batch_norm, sizeof *bn);
    layer_add_param(&bn->base, "gamma", shape);
    layer_add_param(&bn->base, "beta", shape);
    layer_add_state(&bn->base, "running_mean", shape);
    layer_add_state(&bn->base, "running_var", shape);
    tensor_fill(bn->base.params[GAMMA].value, 1);
    tensor_fill(bn->base.states[RUNNING_VAR].value, 1);
    bn->mean = tensor_new(shape);
    bn->var = tensor_new(shape);
    bn->factor = tensor_new(shape);
    bn->scale = tensor_new(shape);
    batch_norm_set(&bn->base, 0.9, 1e-5);
    return &bn->base;
}

// A note for readers of PyTorch: it calls 0.1 what we call a momentum of 0.9, and
// it divides the variance that it keeps by $M - 1$ instead of $M$. With a hundred
// images the difference is one hundredth.
void batch_norm_set(Layer *layer, double momentum, double epsilon)
{
    CHECK(layer->kind == &batch_norm, "%s is no batch_norm",
          layer->kind->name);
    CHECK(momentum >= 0 && momentum <= 1 && (real)epsilon > 0,
          "momentum %g and epsilon %g", momentum, epsilon);
    BatchNorm *bn = (BatchNorm *)layer;
    bn->momentum = (real)momentum;
    bn->epsilon = (real)epsilon;
}
