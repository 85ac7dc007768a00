// # Batch normalization
//
// The first weights decide how large the numbers in the fifth layer are, and
// learning changes them with every step. **Why hope for a good size, if it can be
// made?** Between an affine layer and its activation, this layer gives every
// feature the mean 0 and the variance 1 over the batch (正规化).
//
// *Predict first.* All inputs are multiplied by 1000. What happens to the output?
#include "layers/batch_norm.h"

#include "system/threads.h"

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
    Tensor *rows;   /* three rows of D numbers, for all passes; owned */
} BatchNorm;

// ## Which numbers belong together
//
// In a matrix $(N, D)$ the numbers of a feature stand below each other. In
// images $(N, C, H, W)$ a **feature** is a whole channel: a filter looks at all
// places alike, so its results belong together. The book normalizes every pixel by
// itself; the paper and all frameworks take channels, and so do we.
//
// Both are one case. Read the input as $N$ rows of $C \cdot HW$ places, with
// $HW = 1$ for a matrix. We add up the rows, place by place, and then fold
// the $HW$ places of each feature into one number. To use it we spread it over
// its places again. All long loops run over neighbours in memory.
typedef struct {
    int N, C, HW, D;   /* D = C HW */
    const real *in;    /* x or dout */
    real *x_hat, *out; /* out or dx */
    real *a, *b, *c;   /* the three rows */
} Pass;

static void fold(Tensor *feature, const Pass *p, const real *row)
{
    for (int c = 0; c < p->C; c++) {
        real sum = 0;
        for (int i = 0; i < p->HW; i++) {
            sum += row[c * p->HW + i];
        }
        feature->data[c] = sum;
    }
}

static void spread(real *row, const Pass *p, const Tensor *feature)
{
    for (int c = 0; c < p->C; c++) {
        for (int i = 0; i < p->HW; i++) {
            row[c * p->HW + i] = feature->data[c];
        }
    }
}

// The places are worked on in blocks that fit into the nearest cache. A block
// belongs to one thread, so the sums do not depend on how many threads there are.
typedef struct {
    const Pass *pass;
    void (*work)(const Pass *p, int first, int end);
} Blocks;

enum { BLOCK = 512 };

static void work_on_blocks(void *context, int first, int end)
{
    const Blocks *b = context;
    for (int i = first * BLOCK; i < end * BLOCK && i < b->pass->D;
         i += BLOCK) {
        const int left = b->pass->D - i;
        b->work(b->pass, i, left < BLOCK ? b->pass->D : i + BLOCK);
    }
}

static void in_blocks(const Pass *p,
                      void (*work)(const Pass *p, int first, int end))
{
    in_parts((Job){.count = (p->D + BLOCK - 1) / BLOCK,
                   .nanoseconds = 0.2 * p->N * p->D},
             work_on_blocks, &(Blocks){p, work});
}

static Pass pass_new(BatchNorm *bn, const Tensor *x)
{
    const int rank = shape_rank(x->shape),
              C = bn->base.params[GAMMA].value->size;
    CHECK((rank == 2 || rank == 4) && x->shape.n[1] == C,
          "batch_norm of %d features gets an input %s", C,
          shape_text(x->shape).text);
    const int N = x->shape.n[0], D = x->size / N;
    bn->rows = tensor_fit(bn->rows, SHAPE(3, D));
    real *row = bn->rows->data;
    return (Pass){.N = N,
                  .C = C,
                  .HW = D / C,
                  .D = D,
                  .a = row,
                  .b = row + D,
                  .c = row + 2 * (ptrdiff_t)D};
}

// ## Mean and variance
//
// Four examples of one feature are $1, 7, 9, 15$. Their mean is $8$, their
// distances from it are $-7, -1, 1, 7$, and the mean of the squares is $25$. So
// $s = 5$, and the normalized numbers are $-1.4, -0.2, 0.2, 1.4$. With $M$ numbers
// in a feature, here $N$ times $HW$:
//
// $$ \mu = \frac{1}{M} \sum_i x_i, \qquad
//    \sigma^2 = \frac{1}{M} \sum_i (x_i - \mu)^2 $$
//
// The distances come first and are squared then. In one pass, by the mean square
// minus the squared mean, two large numbers would nearly cancel.
static void sum_rows(const Pass *p, int first, int end)
{
    real *restrict sum = p->a;
    for (int i = first; i < end; i++) {
        sum[i] = 0;
    }
    for (int n = 0; n < p->N; n++) {
        const real *restrict x = p->in + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            sum[i] += x[i];
        }
    }
}

static void center_rows(const Pass *p, int first, int end)
{
    const real *restrict mean = p->a;
    real *restrict squares = p->b;
    for (int i = first; i < end; i++) {
        squares[i] = 0;
    }
    for (int n = 0; n < p->N; n++) {
        const real *restrict x = p->in + (ptrdiff_t)n * p->D;
        real *restrict x_hat = p->x_hat + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            const real distance = x[i] - mean[i];
            x_hat[i] = distance;
            squares[i] += distance * distance;
        }
    }
}

static void measure_batch(BatchNorm *bn, const Pass *p)
{
    const real M = (real)p->N * (real)p->HW;
    in_blocks(p, sum_rows);
    fold(bn->mean, p, p->a);
    tensor_scale(bn->mean, 1 / M, bn->mean);
    spread(p->a, p, bn->mean);
    in_blocks(p, center_rows);
    fold(bn->var, p, p->b);
    tensor_scale(bn->var, 1 / M, bn->var);
}

// ## Forward
//
// A tiny $\varepsilon$ keeps a feature that never changes from a division by 0. The
// network may not want mean 0 and variance 1 everywhere, so it learns another
// spread $\gamma$ and mean $\beta$, which begin at 1 and 0:
//
// $$ s = \sqrt{\sigma^2 + \varepsilon}, \quad
//    \hat x_i = \frac{x_i - \mu}{s}, \quad y_i = \gamma \hat x_i + \beta $$
//
// Here the distance becomes $\hat x$, in its place.
static void normalize_rows(const Pass *p, int first, int end)
{
    const real *restrict factor = p->a, *restrict gamma = p->b;
    const real *restrict beta = p->c;
    for (int n = 0; n < p->N; n++) {
        real *restrict x_hat = p->x_hat + (ptrdiff_t)n * p->D;
        real *restrict y = p->out + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            x_hat[i] *= factor[i];
            y[i] = gamma[i] * x_hat[i] + beta[i];
        }
    }
}

static void find_factor(BatchNorm *bn, const Tensor *var)
{
    for (int c = 0; c < var->size; c++) {
        bn->factor->data[c] = 1 / sqrt(var->data[c] + bn->epsilon);
    }
}

// A network that is used on a single image has no batch to measure. So each
// training step moves a **running** mean and variance a tenth of the way to those
// of its batch. They are kept in the weights file, but no gradient changes them.
static void remember(BatchNorm *bn)
{
    Tensor *const of_batch[] = {bn->mean, bn->var};
    for (int k = 0; k < 2; k++) {
        Tensor *running = bn->base.states[k].value;
        tensor_scale(running, bn->momentum, running);
        tensor_add_scaled(running, 1 - bn->momentum, of_batch[k]);
    }
}

static void forward_training(BatchNorm *bn, Pass *p, const Tensor *x)
{
    bn->x_hat = tensor_fit(bn->x_hat, x->shape);
    p->x_hat = bn->x_hat->data;
    measure_batch(bn, p);
    remember(bn);
    find_factor(bn, bn->var);
    spread(p->a, p, bn->factor);
    spread(p->b, p, bn->base.params[GAMMA].value);
    spread(p->c, p, bn->base.params[BETA].value);
    in_blocks(p, normalize_rows);
}

// ## Inference
//
// The same formula with the running numbers. One image gives the same answer,
// whatever other images are beside it.
//
// $$ y = (x - \mu) \, \frac{\gamma}{s} + \beta $$
static void apply_rows(const Pass *p, int first, int end)
{
    const real *restrict mean = p->a, *restrict scale = p->b;
    const real *restrict beta = p->c;
    for (int n = 0; n < p->N; n++) {
        const real *restrict x = p->in + (ptrdiff_t)n * p->D;
        real *restrict y = p->out + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            y[i] = (x[i] - mean[i]) * scale[i] + beta[i];
        }
    }
}

static void forward_inference(BatchNorm *bn, Pass *p)
{
    find_factor(bn, bn->base.states[RUNNING_VAR].value);
    tensor_multiply(bn->scale, bn->factor, bn->base.params[GAMMA].value);
    spread(p->a, p, bn->base.states[RUNNING_MEAN].value);
    spread(p->b, p, bn->scale);
    spread(p->c, p, bn->base.params[BETA].value);
    in_blocks(p, apply_rows);
}

static void batch_norm_forward(Layer *layer, const Tensor *x)
{
    BatchNorm *bn = (BatchNorm *)layer;
    Pass p = pass_new(bn, x);
    layer->out = tensor_fit(layer->out, x->shape);
    p.in = x->data;
    p.out = layer->out->data;
    if (layer->mode == TRAINING) {
        forward_training(bn, &p, x);
    } else {
        forward_inference(bn, &p);
    }
}

// ## Backward, derived
//
// Every example has a part in $\mu$ and in $s$, and through them in every output. So
// one $dx_i$ collects from all examples of its feature. We need three slopes.
//
// If $x_i$ grows by 1, the mean grows by $1/M$. What $s$ does is found through its
// square, $s^2 = \sigma^2 + \varepsilon$. The moving of $\mu$ does not matter there,
// because the distances from the mean add up to zero:
//
// $$ \begin{aligned}
//    \frac{\partial \sigma^2}{\partial x_i} &= \frac{2 (x_i - \mu)}{M},
//    \\ \frac{\partial s}{\partial x_i} &= \frac{1}{2s} \cdot \frac{2 (x_i - \mu)}{M} = \frac{\hat x_i}{M}
//    \end{aligned} $$
//
// Now the output of another example $j$, by the rule for a quotient. $\delta_{ij}$ is
// 1 if both are the same example, and else 0:
//
// $$ \frac{\partial \hat x_j}{\partial x_i} = \frac{1}{s} \left( \delta_{ij} - \frac{1}{M}
//    - \frac{\hat x_j \hat x_i}{M} \right) $$
//
// The chain rule multiplies it by $\gamma\, dout_j$ and adds over all $j$. Two of the sums
// are the gradients of the parameters, because $y_j = \gamma \hat x_j + \beta$:
//
// $$ d\beta = \sum_j dout_j, \qquad d\gamma = \sum_j dout_j \, \hat x_j $$
//
// $$ dx_i = \frac{\gamma}{s} \left( dout_i - \frac{d\beta}{M} - \hat x_i \frac{d\gamma}{M} \right) $$
//
// Check it on the four numbers above, with $\gamma = 1$ and $dout = (1, 0, 0, 0)$. Then
// $d\beta = 1$, $d\gamma = -1.4$ and $dx = (0.052, -0.064, -0.036, 0.048)$. The sum of $dx$ is 0,
// and must be: to move all inputs together changes no output. With a single example,
// $\hat x = 0$ and $dout = d\beta$: nothing comes back but $d\beta$, and nothing is learnt below.

// ## Backward
//
// Two passes: one for the two sums, and one for $dx$.
static void sum_gradients(const Pass *p, int first, int end)
{
    real *restrict plain = p->a, *restrict weighted = p->b;
    for (int i = first; i < end; i++) {
        plain[i] = weighted[i] = 0;
    }
    for (int n = 0; n < p->N; n++) {
        const real *restrict dout = p->in + (ptrdiff_t)n * p->D;
        const real *restrict x_hat = p->x_hat + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            plain[i] += dout[i];
            weighted[i] += dout[i] * x_hat[i];
        }
    }
}

// With the means $\overline{d\beta} = d\beta / M$ and $\overline{d\gamma} = d\gamma / M$:
//
// $$ dx = \frac{\gamma}{s} \left( dout - \overline{d\beta}
//    - \hat x\, \overline{d\gamma} \right) $$
static void pass_back_rows(const Pass *p, int first, int end)
{
    const real *restrict scale = p->a, *restrict beta = p->b;
    const real *restrict gamma = p->c;
    for (int n = 0; n < p->N; n++) {
        const real *restrict dout = p->in + (ptrdiff_t)n * p->D;
        const real *restrict x_hat = p->x_hat + (ptrdiff_t)n * p->D;
        real *restrict dx = p->out + (ptrdiff_t)n * p->D;
        for (int i = first; i < end; i++) {
            dx[i] = scale[i] * (dout[i] - beta[i] - x_hat[i] * gamma[i]);
        }
    }
}

// The batch's mean and variance are not needed any more. Their places hold the
// two means of gradients.
static void pass_back(BatchNorm *bn, const Pass *p)
{
    const real M = (real)p->N * (real)p->HW;
    const Param *params = bn->base.params;
    tensor_multiply(bn->scale, bn->factor, params[GAMMA].value);
    tensor_scale(bn->mean, 1 / M, params[BETA].grad);
    tensor_scale(bn->var, 1 / M, params[GAMMA].grad);
    spread(p->a, p, bn->scale);
    spread(p->b, p, bn->mean);
    spread(p->c, p, bn->var);
    in_blocks(p, pass_back_rows);
}

static void batch_norm_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    BatchNorm *bn = (BatchNorm *)layer;
    Pass p = pass_new(bn, layer->x);
    p.in = dout->data;
    p.x_hat = bn->x_hat->data;
    in_blocks(&p, sum_gradients);
    fold(layer->params[BETA].grad, &p, p.a);
    fold(layer->params[GAMMA].grad, &p, p.b);
    if (dx != NULL) {
        p.out = dx->data;
        pass_back(bn, &p);
    }
}

// ## Making one

static void batch_norm_free(Layer *layer)
{
    BatchNorm *bn = (BatchNorm *)layer;
    tensor_free(bn->x_hat);
    tensor_free(bn->mean);
    tensor_free(bn->var);
    tensor_free(bn->factor);
    tensor_free(bn->scale);
    tensor_free(bn->rows);
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
    batch_norm_set(&bn->base, (real)0.9, (real)1e-5);
    return &bn->base;
}

// PyTorch calls 0.1 what we call a momentum of 0.9, and it divides the variance
// that it keeps by $M - 1$ instead of $M$. With a hundred images the difference is
// one hundredth. Somebody who carries weights over must know it.
void batch_norm_set(Layer *layer, real momentum, real epsilon)
{
    CHECK(layer->kind == &batch_norm, "%s is no batch_norm",
          layer->kind->name);
    CHECK(momentum >= 0 && momentum <= 1 && epsilon > 0,
          "momentum %g and epsilon %g", (double)momentum, (double)epsilon);
    BatchNorm *bn = (BatchNorm *)layer;
    bn->momentum = momentum;
    bn->epsilon = epsilon;
}
