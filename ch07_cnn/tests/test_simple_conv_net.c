#include "simple_conv_net.h"

#include <criterion/criterion.h>

#include "math/gradient.h"
#include "support.h"

/* Lengths that all differ, also after the pooling. */
static const SimpleConvNet small = {.channels = 2,
                                    .height = 9,
                                    .width = 11,
                                    .filters = 3,
                                    .size = 4,
                                    .hidden = 7,
                                    .classes = 5};

Test(simple_conv_net, has_the_shapes_and_names_of_the_book)
{
    static const char *const names[] = {"W1", "b1", "W2", "b2", "W3", "b3"};
    static const Shape shapes[] = {
        {{30, 1, 5, 5}}, {{30}}, {{4320, 100}}, {{100}}, {{100, 10}}, {{10}}};
    Rng rng = rng_new(1);
    Network net = {0};
    const SimpleConvNet shape = simple_conv_net(28, 28, 10);
    simple_conv_net_build(&net, &shape, &rng);
    expect_layers(&net,
                  "convolution, relu, max pooling, affine, relu, affine");
    cr_assert(net.param_count == 6, "%d parameters", net.param_count);
    for (int i = 0; i < 6; i++) {
        cr_assert_str_eq(net.params[i]->name, names[i], "%d is %s", i,
                         net.params[i]->name);
        cr_assert(shape_equal(net.params[i]->value->shape, shapes[i]),
                  "%s is %s", names[i],
                  shape_text(net.params[i]->value->shape).text);
    }
    network_clear(&net);
}

/* The standard deviation of n weights is known to about 1 in sqrt(2n). */
Test(simple_conv_net, starts_with_the_deviation_of_he)
{
    static const double wanted[] = {2.0 / 25, 2.0 / 4320, 2.0 / 100};
    Rng rng = rng_new(1);
    Network net = {0};
    const SimpleConvNet shape = simple_conv_net(28, 28, 10);
    simple_conv_net_build(&net, &shape, &rng);
    for (int l = 0; l < 3; l++) {
        const Tensor *W = net.params[2 * l]->value;
        double sum = 0;
        for (int i = 0; i < W->size; i++) {
            sum += (double)W->data[i] * (double)W->data[i];
        }
        const double ratio = sum / W->size / wanted[l];
        cr_assert(ratio > 0.8 && ratio < 1.2, "variance of W%d: %g times",
                  l + 1, ratio);
    }
    network_clear(&net);
}

typedef struct {
    Network net;
    Tensor *x, *t;
} Case;

static real loss_of(void *context)
{
    Case *c = context;
    return network_loss(&c->net, c->x, c->t, TRAINING);
}

/* Examples come as rows, as from a batch, or as (N, C, H, W). */
static Case case_new(Shape x)
{
    Rng rng = rng_new(3);
    Case c = {.x = tensor_new(x), .t = tensor_new(SHAPE(3, small.classes))};
    simple_conv_net_build(&c.net, &small, &rng);
    fill_normal(c.x, &rng);
    for (int n = 0; n < 3; n++) {
        c.t->data[n * small.classes + n + 1] = 1;
    }
    return c;
}

static void case_clear(Case *c)
{
    network_clear(&c->net);
    tensor_free(c->x);
    tensor_free(c->t);
}

Test(simple_conv_net, gradients_agree_with_numerical_ones)
{
    Case c = case_new(SHAPE(3, 2 * 9 * 11));
    loss_of(&c);
    network_backward(&c.net);
    for (int i = 0; i < c.net.param_count; i++) {
        const Param *param = c.net.params[i];
        Tensor *numeric = tensor_new(param->value->shape);
        numerical_gradient(numeric, loss_of, &c, param->value);
        const double error = (double)gradient_error(numeric, param->grad);
        cr_assert(error < TOLERANCE(5e-2, 1e-6), "%s: %g",
                  c.net.params[i]->name, error);
        tensor_free(numeric);
    }
    case_clear(&c);
}

Test(simple_conv_net, reads_rows_as_images)
{
    Case rows = case_new(SHAPE(3, 2 * 9 * 11)),
         images = case_new(SHAPE(3, 2, 9, 11));
    const real a = loss_of(&rows), b = loss_of(&images);
    cr_assert(a == b, "%g as rows and %g as images", (double)a, (double)b);
    case_clear(&rows);
    case_clear(&images);
}

static void forward_with_other_pixels(void *context)
{
    Case *c = context;
    Tensor *x = tensor_new(SHAPE(3, 2 * 9 * 10));
    network_predict(&c->net, x, INFERENCE);
}

Test(simple_conv_net, images_of_another_size_stop)
{
    Case c = case_new(SHAPE(3, 2 * 9 * 11));
    expect_stop(forward_with_other_pixels, &c, "(3, 180)");
    case_clear(&c);
}
