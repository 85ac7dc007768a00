/* Dropout, the price of weights, and shuffled batches. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "layers/affine.h"
#include "layers/dropout.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/gradient.h"
#include "optimizers/sgd.h"
#include "support.h"
#include "training/trainer.h"
#include "training/weight_decay.h"

/* -- dropout --------------------------------------------------------------- */

typedef struct {
    Layer *layer;
    Rng *rng;
    uint64_t seed;
    Tensor *x, *r;
} Still;

/* L = sum(r * layer(x)), with the same mask each time. */
static real loss_with_still_mask(void *context)
{
    Still *s = context;
    *s->rng = rng_new(s->seed);
    const Tensor *y = layer_forward(s->layer, s->x, TRAINING);
    real sum = 0;
    for (int i = 0; i < y->size; i++) {
        sum += s->r->data[i] * y->data[i];
    }
    return sum;
}

Test(dropout, agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < 20; i++) {
        const Shape shape =
            i % 4 == 0 ? SHAPE(1 + i % 3, 2, 3, 4) : SHAPE(1 + i % 3, 5 + i);
        Rng rng = rng_new(1), numbers = rng_new((uint64_t)i);
        Still s = {dropout_new((real)(0.1 + 0.04 * i), &rng), &rng,
                   (uint64_t)i, tensor_new(shape), tensor_new(shape)};
        Tensor *grad = tensor_new(shape);
        fill_normal(s.x, &numbers);
        fill_normal(s.r, &numbers);
        loss_with_still_mask(&s);
        const Tensor *dx = layer_backward(s.layer, s.r);
        Tensor *copy = tensor_new(shape);
        tensor_copy(copy, dx);
        numerical_gradient(grad, loss_with_still_mask, &s, s.x);
        const double error = (double)gradient_error(grad, copy);
        cr_assert(error < TOLERANCE(5e-3, 1e-9), "case %d: %g", i, error);
        tensor_free(copy);
        tensor_free(grad);
        tensor_free(s.x);
        tensor_free(s.r);
        layer_free(s.layer);
    }
}

Test(dropout, drops_its_share_and_keeps_the_mean)
{
    const real shares[] = {0, (real)0.2, 0.5, (real)0.9};
    for (int k = 0; k < 4; k++) {
        Rng rng = rng_new(7);
        Layer *layer = dropout_new(shares[k], &rng);
        Tensor *x = tensor_new(SHAPE(100, 400));
        tensor_fill(x, 1);
        const Tensor *y = layer_forward(layer, x, TRAINING);
        double zeros = 0, sum = 0;
        for (int i = 0; i < y->size; i++) {
            zeros += y->data[i] == 0;
            sum += (double)y->data[i];
        }
        const double p = (double)shares[k];
        cr_assert(fabs(zeros / 40000 - p) < 0.01, "%g of %g dropped",
                  zeros / 40000, p);
        cr_assert(fabs(sum / 40000 - 1) < 0.05, "the mean is %g",
                  sum / 40000);
        layer->number = 1; /* of a network, whose first has no use for dx */
        cr_assert(layer_backward(layer, y) == NULL, "a gradient of x");
        tensor_free(x);
        layer_free(layer);
    }
}

/* What is drawn from 0 to 1 is below p with the probability p, and p itself is not below. */
Test(dropout, drops_what_is_drawn_below_the_probability)
{
    Rng rng = rng_new(5), same = rng;
    const real drawn = rng_uniform(&same);
    Layer *layer = dropout_new((double)drawn, &rng);
    Tensor *x = tensor_new(SHAPE(1, 20));
    tensor_fill(x, 1 - drawn);
    const Tensor *y = layer_forward(layer, x, TRAINING);
    expect_near(y->data, &(real){1}, 1, 1e-6, 0);
    for (int i = 1; i < x->size; i++) {
        const bool dropped = rng_uniform(&same) < drawn;
        expect_near(&y->data[i], &(real){dropped ? 0 : 1}, 1, 1e-6, 0);
    }
    tensor_free(x);
    layer_free(layer);
}

Test(dropout, leaves_an_inference_alone_and_draws_nothing)
{
    Rng rng = rng_new(3), before = rng;
    Layer *layer = dropout_new(0.5, &rng);
    Tensor *x = tensor_new(SHAPE(3, 7));
    fill_normal(x, &rng);
    before = rng;
    const Tensor *y = layer_forward(layer, x, INFERENCE);
    expect_near(y->data, x->data, x->size, 0, 0);
    cr_assert(rng_bits(&rng) == rng_bits(&before), "numbers were drawn");
    tensor_free(x);
    layer_free(layer);
}

static void drop(void *p)
{
    Rng rng = rng_new(1);
    dropout_new(*(real *)p, &rng);
}

Test(dropout, of_everything_or_less_than_nothing_stops)
{
    real all = 1, less = -1;
    expect_stop(drop, &all, "with probability 1");
    expect_stop(drop, &less, "with probability -1");
}

/* -- weight decay ---------------------------------------------------------- */

Test(weight_decay, is_a_half_of_lambda_times_the_squares)
{
    real w[] = {3, -1, 2, 0}, dw[] = {1, 1, 1, 1}, b[] = {5}, db[] = {2};
    Tensor tw = tensor_view(w, SHAPE(2, 2)),
           tdw = tensor_view(dw, SHAPE(2, 2));
    Tensor tb = tensor_view(b, SHAPE(1)), tdb = tensor_view(db, SHAPE(1));
    Param W = {"W", &tw, &tdw}, B = {"b", &tb, &tdb},
          G = {"gamma", &tb, &tdb};
    Param *const params[] = {&W, &B, &G};
    const real price = weight_decay(params, 3, 0.5);
    expect_near(&price, (real[]){3.5}, 1, TOLERANCE(1e-6, 1e-12), 0);
    expect_near(dw, (real[]){2.5, 0.5, 2, 1}, 4, TOLERANCE(1e-6, 1e-12), 0);
    expect_near(w, (real[]){3, -1, 2, 0}, 4, 0, 0);
    expect_near(db, (real[]){2}, 1, 0, 0);
    const real whole = weight_decay(params, 3, 1);
    expect_near(&whole, (real[]){7}, 1, TOLERANCE(1e-6, 1e-12), 0);
    expect_near(dw, (real[]){5.5, -0.5, 4, 1}, 4, TOLERANCE(1e-6, 1e-12), 0);
    const real none = weight_decay(params, 3, 0);
    cr_assert(none == 0, "no price is %g", (double)none);
    expect_near(dw, (real[]){5.5, -0.5, 4, 1}, 4, TOLERANCE(1e-6, 1e-12), 0);
}

typedef struct {
    Network net;
    Tensor *x, *t;
} Priced;

static real loss_with_price(void *context)
{
    Priced *p = context;
    const real loss = network_loss(&p->net, p->x, p->t, TRAINING);
    network_backward(&p->net);
    return loss + weight_decay(p->net.params, p->net.param_count, (real)0.7);
}

Test(weight_decay, agrees_with_the_numerical_gradient)
{
    Rng rng = rng_new(11);
    Priced p = {.x = tensor_new(SHAPE(4, 3)), .t = tensor_new(SHAPE(4, 2))};
    network_add(&p.net, affine_new(3, 5, 0.5, &rng));
    network_add(&p.net, relu_new());
    network_add(&p.net, affine_new(5, 2, 0.5, &rng));
    network_add_loss(&p.net, softmax_loss_new());
    fill_normal(p.x, &rng);
    for (int i = 0; i < 4; i++) {
        p.t->data[2 * i + i % 2] = 1;
    }
    for (int i = 0; i < p.net.param_count; i++) {
        Tensor *value = p.net.params[i]->value;
        Tensor *grad = tensor_new(value->shape);
        Tensor *found = tensor_new(value->shape);
        loss_with_price(&p);
        tensor_copy(found, p.net.params[i]->grad);
        numerical_gradient(grad, loss_with_price, &p, value);
        const double error = (double)gradient_error(grad, found);
        cr_assert(error < TOLERANCE(5e-3, 1e-7), "%s: %g",
                  p.net.params[i]->name, error);
        tensor_free(grad);
        tensor_free(found);
    }
    network_clear(&p.net);
    tensor_free(p.x);
    tensor_free(p.t);
}

/* -- shuffled batches ------------------------------------------------------ */

enum { EXAMPLES = 17, BATCH = 5 };

/* Hands x on and counts which example it saw: the first pixel is its number. */
typedef struct {
    Layer base;
    int *seen;
} Witness;

static void witness_forward(Layer *layer, const Tensor *x)
{
    const int N = x->shape.n[0], D = x->size / N;
    layer->out = tensor_fit(layer->out, x->shape);
    tensor_copy(layer->out, x);
    for (int n = 0; layer->mode == TRAINING && n < N; n++) {
        ((Witness *)layer)
            ->seen[(int)lround(255.0 * (double)x->data[n * D])]++;
    }
}

static void witness_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    (void)layer;
    (void)dout;
    (void)dx;
}

static const LayerKind witness = {"witness", witness_forward,
                                  witness_backward, NULL};

Test(trainer, a_shuffled_epoch_sees_no_example_twice)
{
    int seen[256] = {0};
    Error error;
    Rng rng = rng_new(5);
    Network net = {0};
    History history = {0};
    Dataset data = dataset_new(EXAMPLES, 1, 3, 2);
    for (int i = 0; i < EXAMPLES; i++) {
        data.pixels[3 * i] = (uint8_t)i;
        data.labels[i] = (uint8_t)(i % 2);
    }
    Witness *w = layer_new(&witness, sizeof *w);
    w->seen = seen;
    network_add(&net, &w->base);
    network_add(&net, affine_new(3, 2, 1, &rng));
    network_add_loss(&net, softmax_loss_new());
    Optimizer *sgd = sgd_new((real)0.1);
    Trainer trainer = {.network = &net,
                       .optimizer = sgd,
                       .train = &data,
                       .test = &data,
                       .rng = &rng,
                       .batch_size = BATCH,
                       .shuffle = true,
                       .steps = EXAMPLES / BATCH,
                       .evaluate_every = 100,
                       .silent = true};
    for (int epoch = 1; epoch <= 4; epoch++) {
        int total = 0;
        for (int i = 0; i < EXAMPLES; i++) {
            seen[i] = 0;
        }
        const bool ok = trainer_run(&trainer, &history, &error);
        cr_assert(ok, "%s", error.message);
        for (int i = 0; i < EXAMPLES; i++) {
            cr_assert(seen[i] <= 1, "example %d came %d times", i, seen[i]);
            total += seen[i];
        }
        cr_assert_eq(total, 15, "%d examples in an epoch", total);
    }
    history_clear(&history);
    optimizer_free(sgd);
    network_clear(&net);
    dataset_clear(&data);
}
