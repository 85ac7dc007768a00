#include <criterion/criterion.h>

#include "layers/softmax_loss.h"
#include "layers/squared_loss.h"
#include "math/gradient.h"
#include "support.h"

typedef struct {
    LossLayer *loss;
    Tensor *x, *t;
} Probe;

static real probe_loss(void *context)
{
    const Probe *p = context;
    return loss_layer_forward(p->loss, p->x, p->t);
}

/* Answers t that are positive and add up to one in each row, not one-hot:
 * y - t must be right for them too. */
static void fill_answers(Tensor *t, Rng *rng)
{
    const int N = t->shape.n[0], K = t->size / N;
    for (int n = 0; n < N; n++) {
        real sum = 0;
        for (int k = 0; k < K; k++) {
            t->data[n * K + k] = rng_uniform(rng) + (real)0.1;
            sum += t->data[n * K + k];
        }
        for (int k = 0; k < K; k++) {
            t->data[n * K + k] /= sum;
        }
    }
}

static void judge_loss(LossLayer *loss, Shape shape, uint64_t seed)
{
    Rng rng = rng_new(seed);
    Probe p = {loss, tensor_new(shape), tensor_new(shape)};
    Tensor *numeric = tensor_new(shape);
    fill_normal(p.x, &rng);
    fill_answers(p.t, &rng);
    numerical_gradient(numeric, probe_loss, &p, p.x);
    probe_loss(&p);
    const Tensor *dx = loss_layer_backward(loss);
    const double error = (double)gradient_error(numeric, dx);
    cr_assert(largest_absolute(numeric->data, numeric->size) > 0,
              "%s: the gradient is all zero", loss->kind->name);
    cr_assert(error < TOLERANCE(1e-2, 1e-6), "%s %s: off by %g",
              loss->kind->name, shape_text(shape).text, error);
    tensor_free(p.x);
    tensor_free(p.t);
    tensor_free(numeric);
    loss_layer_free(loss);
}

Test(loss_layers, agree_with_the_numerical_gradient)
{
    for (int i = 0; i < 20; i++) {
        const Shape shape = SHAPE(1 + i % 4, 2 + i % 7 + i / 4);
        judge_loss(softmax_loss_new(), shape, (uint64_t)i);
        judge_loss(squared_loss_new(), shape, (uint64_t)i);
    }
}

/* The numbers on the page: scores (0.3, 2.9, 4), the second class right. */
Test(loss_layers, the_example_of_the_page)
{
    real x[] = {(real)0.3, (real)2.9, 4}, t[] = {0, 1, 0};
    const Tensor tx = tensor_view(x, SHAPE(1, 3));
    const Tensor tt = tensor_view(t, SHAPE(1, 3));
    LossLayer *loss = softmax_loss_new();
    const real L = loss_layer_forward(loss, &tx, &tt),
               want = (real)1.40571452;
    expect_near(&L, &want, 1, TOLERANCE(1e-5, 1e-7), 0);
    expect_near(loss_layer_backward(loss)->data,
                (real[]){(real)0.018211, (real)-0.754808, (real)0.736597}, 3,
                0, 1e-5);
    loss_layer_free(loss);
}

Test(loss_layers, both_end_in_y_minus_t_over_N)
{
    real x[] = {1, 2, 3, 4, 5, 7}, t[] = {0, 1, 0, 1, 0, 0};
    const Tensor tx = tensor_view(x, SHAPE(2, 3));
    const Tensor tt = tensor_view(t, SHAPE(2, 3));
    LossLayer *const both[] = {softmax_loss_new(), squared_loss_new()};
    for (int k = 0; k < 2; k++) {
        loss_layer_forward(both[k], &tx, &tt);
        const Tensor *dx = loss_layer_backward(both[k]);
        for (int i = 0; i < 6; i++) {
            const real want = (both[k]->y->data[i] - t[i]) / 2;
            expect_near(&dx->data[i], &want, 1, TOLERANCE(1e-6, 1e-14), 0);
        }
        loss_layer_free(both[k]);
    }
}

static void backward_first(void *context)
{
    (void)context;
    loss_layer_backward(softmax_loss_new());
}

static void answers_of_another_shape(void *context)
{
    (void)context;
    loss_layer_forward(softmax_loss_new(), tensor_new(SHAPE(2, 3)),
                       tensor_new(SHAPE(2, 4)));
}

Test(loss_layers, broken_promises_stop)
{
    expect_stop(backward_first, NULL,
                "softmax_loss: backward needs a forward");
    expect_stop(answers_of_another_shape, NULL,
                "softmax_loss: scores (2, 3)");
}
