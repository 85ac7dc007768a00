#include "network/network.h"

#include <criterion/criterion.h>
#include <string.h>

#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "layers/relu.h"
#include "layers/sigmoid.h"
#include "layers/softmax_loss.h"
#include "math/gradient.h"
#include "support.h"

static void build(Network *net, Rng *rng)
{
    network_add(net, affine_new(7, 5, 1, rng));
    network_add(net, sigmoid_new());
    network_add(net, affine_new(5, 4, 1, rng));
    network_add(net, sigmoid_new());
    network_add(net, affine_new(4, 3, 1, rng));
    network_add_loss(net, softmax_loss_new());
}

typedef struct {
    Network net;
    Tensor *x, *t;
} Case;

static Case case_new(void)
{
    Rng rng = rng_new(4);
    Case c = {.x = tensor_new(SHAPE(6, 7)), .t = tensor_new(SHAPE(6, 3))};
    build(&c.net, &rng);
    fill_normal(c.x, &rng);
    for (int n = 0; n < 6; n++) {
        c.t->data[n * 3 + n % 3] = 1;
    }
    return c;
}

static void case_clear(Case *c)
{
    network_clear(&c->net);
    tensor_free(c->x);
    tensor_free(c->t);
}

static real loss_of(void *context)
{
    Case *c = context;
    return network_loss(&c->net, c->x, c->t, TRAINING);
}

Test(network, backward_agrees_with_the_numerical_gradient)
{
    Case c = case_new();
    loss_of(&c);
    network_backward(&c.net);
    for (int i = 0; i < c.net.param_count; i++) {
        const Param *p = c.net.params[i];
        Tensor *numeric = tensor_new(p->value->shape);
        numerical_gradient(numeric, loss_of, &c, p->value);
        const double error = (double)gradient_error(numeric, p->grad);
        cr_assert(fabs((double)p->grad->data[0]) > 0, "%s: zero",
                  c.net.params[i]->name);
        cr_assert(error < TOLERANCE(2e-2, 1e-6), "%s is off by %g",
                  c.net.params[i]->name, error);
        tensor_free(numeric);
    }
    case_clear(&c);
}

Test(network, names_are_those_of_the_book)
{
    Case c = case_new();
    const char *const want[] = {"W1", "b1", "W2", "b2", "W3", "b3"};
    cr_assert_eq(c.net.param_count, 6, "%d parameters", c.net.param_count);
    for (int i = 0; i < 6; i++) {
        cr_assert_str_eq(c.net.params[i]->name, want[i], "%s, not %s",
                         c.net.params[i]->name, want[i]);
    }
    case_clear(&c);
}

Test(network, finds_each_tensor_by_its_name)
{
    Network net = {0};
    Rng rng = rng_new(1);
    for (int i = 0; i < 12; i++) { /* W1 must not find W12 */
        network_add(&net, affine_new(2, 2, 0, &rng));
        network_add(&net, batch_norm_new(2));
    }
    for (int i = 0; i < net.param_count; i++) {
        cr_assert(network_find(&net, net.params[i]->name) == net.params[i],
                  "%s is another", net.params[i]->name);
    }
    Layer *last = net.layers[23];
    cr_assert(network_find(&net, "running_var12") == &last->states[1],
              "the last running variance is another");
    cr_assert(layer_find(last, "running_var") == &last->states[1] &&
                  layer_find(last, "beta") == &last->params[1] &&
                  layer_find(last, "beta12") == &last->params[1],
              "a layer's tensors are others");
    network_clear(&net);
}

Test(network, a_name_is_a_word_and_perhaps_a_number)
{
    static const struct {
        const char *name, *word;
        bool called;
    } cases[] = {{"W", "W", true},   {"W12", "W", true},
                 {"W1", "W1", true}, {"W", "W1", false},
                 {"b1", "W", false}, {"Wide1", "W", false},
                 {"W1x", "W", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Param param = param_named(NULL, "%s", cases[i].name);
        cr_assert(param_is_called(&param, cases[i].word) == cases[i].called,
                  "%s, %s", cases[i].name, cases[i].word);
    }
}

Test(network, gradients_lead_downhill)
{
    Case c = case_new();
    const real before = loss_of(&c);
    network_backward(&c.net);
    for (int i = 0; i < c.net.param_count; i++) {
        tensor_add_scaled(c.net.params[i]->value, (real)-0.01,
                          c.net.params[i]->grad);
    }
    cr_assert(loss_of(&c) < before, "the loss rose from %g to %g",
              (double)before, (double)loss_of(&c));
    case_clear(&c);
}

/* Without a layer, what comes out is what the first layer would see. */
Test(network, reads_each_row_as_it_is_told)
{
    const Shape examples[] = {SHAPE(24), SHAPE(4, 6), SHAPE(2, 3, 4)};
    const Shape want[] = {SHAPE(5, 24), SHAPE(5, 4, 6), SHAPE(5, 2, 3, 4)};
    Tensor *x = tensor_new(SHAPE(5, 24));
    for (int i = 0; i < 3; i++) {
        Network net = {0};
        network_read_as(&net, examples[i]);
        const Tensor *y = network_predict(&net, x, INFERENCE);
        cr_assert(shape_equal(y->shape, want[i]) && y->data == x->data,
                  "read as %s, not %s", shape_text(y->shape).text,
                  shape_text(want[i]).text);
        network_clear(&net);
    }
    tensor_free(x);
}

/* So it can be cleared again, or be filled anew. */
Test(network, is_empty_when_it_is_cleared)
{
    static const Network none;
    Case c = case_new();
    loss_of(&c);
    network_backward(&c.net);
    network_read_as(&c.net, SHAPE(12));
    network_clear(&c.net);
    cr_assert(memcmp(&c.net, &none, sizeof none) == 0,
              "%d layers, %d parameters", c.net.count, c.net.param_count);
    Param param = param_new("W", SHAPE(2, 3));
    param_clear(&param);
    cr_assert(param.value == NULL && param.grad == NULL &&
                  param.name[0] == '\0',
              "%s is left", param.name);
    case_clear(&c);
}

Test(network, counts_what_it_gets_right)
{
    /* 1203 examples, so that the last portion is not full. The one pixel that
     * is lit says the class; the network copies pixels to scores. */
    enum { N = 1203, CLASSES = 4 };
    Dataset data = dataset_new(N, 2, 2, CLASSES);
    for (int n = 0; n < N; n++) {
        data.pixels[n * 4 + n % 4] = 255;
        data.labels[n] = (uint8_t)(n % 3 == 0 ? n % 4 : (n + 1) % 4);
    }
    Rng rng = rng_new(1);
    Network net = {0};
    network_add(&net, affine_new(4, CLASSES, 0, &rng));
    for (int k = 0; k < CLASSES; k++) {
        network_find(&net, "W1")->value->data[k * CLASSES + k] = 1;
    }
    /* The same as numbers, with labels and with one-hot answers. */
    Batch all = {0};
    batch_slice(&all, &data, 0, N);
    const Tensor x = tensor_reshaped(all.x, SHAPE(N, 2, 2));
    Dataset kinds[] = {data, dataset_labelled(&x, data.labels, CLASSES),
                       dataset_one_hot(all.x, all.t)};
    for (int i = 0; i < 3; i++) {
        const int right = network_count_correct(&net, &kinds[i]);
        cr_assert_eq(right, 401, "kind %d: %d, not 401", i, right);
        dataset_clear(&kinds[i]);
    }
    network_clear(&net);
    batch_clear(&all);
}

/* A network whose scores are its K inputs. */
static Network identity(int K)
{
    Rng rng = rng_new(1);
    Network net = {0};
    network_add(&net, affine_new(K, K, 0, &rng));
    for (int k = 0; k < K; k++) {
        net.params[0]->value->data[k * K + k] = 1;
    }
    return net;
}

Test(network, r_squared_is_that_of_the_page)
{
    static const struct {
        real y[3], t[3];
        double want;
    } cases[] = {{{1, 2, 2}, {1, 2, 3}, 0.5},      {{1, 2, 3}, {1, 2, 3}, 1},
                 {{2, 2, 2}, {1, 2, 3}, 0},        {{3, 2, 1}, {1, 2, 3}, -3},
                 {{5, 5, 5}, {5, 5, 5}, 1},        {{5, 5, 6}, {5, 5, 5}, 0},
                 {{0, 0.5, 0.5}, {0, 0.5, 1}, 0.5}};
    Network net = identity(1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Tensor y = tensor_view((real *)cases[i].y, SHAPE(3, 1));
        const Tensor t = tensor_view((real *)cases[i].t, SHAPE(3, 1));
        const Dataset data = dataset_quantities(&y, &t);
        const double got = network_r_squared(&net, &data);
        cr_assert(fabs(got - cases[i].want) < TOLERANCE(1e-6, 1e-12),
                  "case %zu: %g, not %g", i, got, cases[i].want);
    }
    network_clear(&net);
}

/* Of one class, every answer is right. */
Test(network, one_class_is_enough_to_be_right)
{
    real numbers[] = {3, -1, 4};
    const uint8_t labels[] = {0, 0, 0};
    const Tensor x = tensor_view(numbers, SHAPE(3, 1));
    Network net = identity(1);
    Dataset data = dataset_labelled(&x, labels, 1);
    const int right = network_count_correct(&net, &data);
    cr_assert_eq(right, 3, "%d of 3", right);
    dataset_clear(&data);
    network_clear(&net);
}

static void read_with_four_axes(void *context)
{
    Network net = {0};
    (void)context;
    network_read_as(&net, SHAPE(1, 2, 3, 4));
}

static void read_too_much(void *context)
{
    real numbers[8] = {0};
    const Tensor x = tensor_view(numbers, SHAPE(2, 4));
    Network net = identity(4);
    (void)context;
    network_read_as(&net, SHAPE(5));
    network_predict(&net, &x, INFERENCE);
}

static void find_in_nothing(void *context)
{
    Network net = {0};
    (void)context;
    network_find(&net, "W1");
}

Test(network, misuse_is_told_with_the_shapes)
{
    expect_stop(read_with_four_axes, NULL, "leaves no axis for a batch");
    expect_stop(read_too_much, NULL, "reads each example as (5)");
    expect_stop(find_in_nothing, NULL, "its last parameter is none");
}

/* 603 examples, so that the last portion is not full, with two answers each
   around different means; a half of the noise is known. */
Test(network, r_squared_of_many_answers)
{
    enum { N = 603 };
    Rng rng = rng_new(5);
    Tensor *x = tensor_new(SHAPE(N, 2)), *t = tensor_new(SHAPE(N, 2));
    double mean[2] = {0}, errors = 0, around_mean = 0;
    fill_normal(x, &rng);
    fill_normal(t, &rng);
    tensor_add(t, t, x);
    for (int i = 0; i < 2 * N; i++) {
        x->data[i] += (real)(i % 2 * 30);
        t->data[i] += (real)(i % 2 * 30);
        mean[i % 2] += (double)t->data[i] / N;
    }
    for (int i = 0; i < 2 * N; i++) {
        const double t_i = (double)t->data[i];
        errors += pow((double)x->data[i] - t_i, 2);
        around_mean += pow(t_i - mean[i % 2], 2);
    }
    Network net = identity(2);
    const Dataset data = dataset_quantities(x, t);
    const double got = network_r_squared(&net, &data);
    const double want = 1 - errors / around_mean;
    cr_assert(want > 0.4 && want < 0.6, "a poor example: %g", want);
    cr_assert(fabs(got - want) < TOLERANCE(1e-5, 1e-12), "%.9g, not %.9g",
              got, want);
    network_clear(&net);
    tensor_free(x);
    tensor_free(t);
}

static void wrong_measure(void *context)
{
    real numbers[] = {1, 2};
    const Tensor x = tensor_view(numbers, SHAPE(2, 1));
    Network net = identity(1);
    if (context == NULL) {
        const Dataset data = dataset_quantities(&x, &x);
        network_count_correct(&net, &data);
    } else {
        const Dataset data = dataset_one_hot(&x, &x);
        network_r_squared(&net, &data);
    }
}

static void wrong_input(void *context)
{
    (void)context;
    Network net = identity(2);
    network_predict(&net, tensor_new(SHAPE(1, 3)), INFERENCE);
}

static void loss_without_one(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    Network net = {0};
    network_add(&net, affine_new(4, 2, 0, &rng));
    network_loss(&net, tensor_new(SHAPE(1, 4)), tensor_new(SHAPE(1, 2)),
                 TRAINING);
}

static void backward_without_one(void *context)
{
    (void)context;
    network_backward(&(Network){0});
}

static void two_losses(void *context)
{
    (void)context;
    Network net = {0};
    network_add_loss(&net, softmax_loss_new());
    network_add_loss(&net, softmax_loss_new());
}

static void too_many_layers(void *context)
{
    (void)context;
    Network net = {0};
    for (int i = 0; i <= MAX_LAYERS; i++) {
        network_add(&net, relu_new());
    }
}

static void find_what_is_not_there(void *context)
{
    Case c = case_new();
    network_find(&c.net, context);
}

static void find_in_a_layer(void *context)
{
    layer_find(batch_norm_new(2), context);
}

static void three_of_a_kind(void *context)
{
    Layer *layer = batch_norm_new(2); /* it has two of each */
    if (context == NULL) {
        layer_add_param(layer, "third", SHAPE(2));
    } else {
        layer_add_state(layer, "third", SHAPE(2));
    }
}

static void name_at_length(void *context)
{
    param_named(NULL, "%s.memory%d", (const char *)context, 1);
}

static Network two_that_do_not_fit(void)
{
    Rng rng = rng_new(1);
    Network net = {0};
    network_add(&net, affine_new(12, 5, 1, &rng));
    network_add(&net, sigmoid_new());
    network_add(&net, affine_new(6, 3, 1, &rng));
    network_add_loss(&net, softmax_loss_new());
    return net;
}

static void run_what_does_not_fit(void *context)
{
    (void)context;
    Network net = two_that_do_not_fit();
    network_predict(&net, tensor_new(SHAPE(2, 12)), INFERENCE);
}

static void read_examples_of_another_size(void *context)
{
    (void)context;
    Network net = two_that_do_not_fit();
    network_read_as(&net, SHAPE(1, 3, 4));
    network_predict(&net, tensor_new(SHAPE(2, 13)), INFERENCE);
}

static void back_after_inference(void *context)
{
    (void)context;
    Case c = case_new();
    loss_of(&c);
    network_loss(&c.net, c.x, c.t, INFERENCE);
    network_backward(&c.net);
}

/* To an int, 65536 * 4 * 16385 numbers are as many as there are here. */
static void read_more_than_an_int(void *context)
{
    (void)context;
    Network net = {0};
    network_read_as(&net, SHAPE(1, 4, 16385));
    network_predict(&net, tensor_new(SHAPE(65536, 4)), INFERENCE);
}

Test(network, broken_promises_stop)
{
    expect_stop(read_more_than_an_int, NULL,
                "reads each example as (1, 4, 16385), so its input must be "
                "(N, 65540) and is (65536, 4)");
    expect_stop(
        run_what_does_not_fit, NULL,
        "layer 3 (affine W2 (6, 3)): input is (2, 5), must be (N, 6)");
    expect_stop(read_examples_of_another_size, NULL,
                "reads each example as (1, 3, 4), so its input must be "
                "(N, 12) and is (2, 13)");
    expect_stop(back_after_inference, NULL,
                "layer 5 (affine W3 (4, 3)): backward needs a forward in "
                "TRAINING first, for an INFERENCE keeps nothing for the way "
                "back; call network_loss()");
    char *name = "a_name_of_thirty_two_letters_xyz";
    cr_assert_eq(strlen(name) + strlen(".memory1"), PARAM_NAME_SIZE, "%s",
                 name);
    expect_stop(find_what_is_not_there, "W4",
                "the network has no W4; its last parameter is b3");
    expect_stop(find_in_a_layer, "W", "batch_norm gamma (2) has no W");
    expect_stop(three_of_a_kind, NULL, "batch_norm: more than 2 parameters");
    expect_stop(three_of_a_kind, "", "batch_norm: more than 2 states");
    expect_stop(name_at_length, name, "is too long");
    name_at_length(name + 1);
    expect_stop(loss_without_one, NULL, "has no loss");
    expect_stop(
        wrong_input, NULL,
        "layer 1 (affine W1 (2, 2)): input is (1, 3), must be (N, 2)");
    expect_stop(backward_without_one, NULL, "backward needs a loss");
    expect_stop(two_losses, NULL, "ends in softmax_loss already");
    expect_stop(too_many_layers, NULL, "more than 64 layers");
    expect_stop(wrong_measure, NULL, "ask for network_r_squared()");
    expect_stop(wrong_measure, "", "ask for network_count_correct()");
}
