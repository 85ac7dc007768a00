#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch_norm_graph.h"
#include "deep_network.h"
#include "files/weights.h"
#include "layers/batch_norm.h"
#include "layers/relu.h"
#include "math/init.h"
#include "support.h"
#include "system/threads.h"

enum { SHAPES = 24 };

/* Shapes whose lengths all differ; every third is a batch of images, one of
   them a single image of several pixels. Never fewer than four numbers in a
   feature: with two, x_hat is -1 and 1 for any x, and dx is zero. */
static Shape some_shape(int i)
{
    const int k = i / 3;
    switch (i % 3) {
    case 0:
        return SHAPE(4 + k, 5 + 2 * k + (k > 3));
    case 1:
        return SHAPE(11 - k, 1 + k);
    default:
        return SHAPE(1 + k, 2 + (k > 0) + k, 5 + k, 7 + 2 * k);
    }
}

static void randomize(Layer *layer, uint64_t seed)
{
    Rng rng = rng_new(seed);
    for (int k = 0; k < layer->param_count; k++) {
        fill_normal(layer->params[k].value, &rng);
    }
    for (int k = 0; k < layer->state_count; k++) {
        const Param *state = &layer->states[k];
        const bool positive = param_is_called(state, "running_var");
        fill_normal(state->value, &rng);
        for (int i = 0; positive && i < state->value->size; i++) {
            state->value->data[i] = fabs(state->value->data[i]);
        }
    }
}

/* expect_near() for numbers that are written with a decimal point. */
static void expect_numbers(const real *got, const double *want, int count,
                           double relative, double absolute)
{
    for (int i = 0; i < count; i++) {
        const real number = (real)want[i];
        expect_near(&got[i], &number, 1, relative, absolute);
    }
}

static Tensor *noise(Shape shape, uint64_t seed)
{
    Rng rng = rng_new(seed);
    Tensor *t = tensor_new(shape);
    fill_normal(t, &rng);
    return t;
}

static Tensor *copy_of(const Tensor *t)
{
    Tensor *copy = tensor_new(t->shape);
    tensor_copy(copy, t);
    return copy;
}

/* -- the gradient ----------------------------------------------------------- */

Test(batch_norm, agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < SHAPES; i++) {
        const Shape shape = i < 6 ? some_shape(i) : some_shape(i % 12);
        Layer *layer = batch_norm_new(shape.n[1]);
        randomize(layer, (uint64_t)i + 100);
        judge_layer(layer, shape, (uint64_t)i, 0);
    }
}

Test(batch_norm, known_values)
{
    real x[] = {1, 7, 9, 15}, dout[] = {1, 0, 0, 0};
    Tensor tx = tensor_view(x, SHAPE(4, 1));
    Tensor tdout = tensor_view(dout, SHAPE(4, 1));
    Layer *layer = batch_norm_new(1);
    batch_norm_set(layer, (real)0.9, (real)1e-12);
    const Tensor *y = layer_forward(layer, &tx, TRAINING);
    expect_numbers(y->data, (const double[]){-1.4, -0.2, 0.2, 1.4}, 4, 0,
                   1e-6);
    layer_find(layer, "gamma")->value->data[0] = 10;
    layer_find(layer, "beta")->value->data[0] = 3;
    y = layer_forward(layer, &tx, TRAINING);
    expect_numbers(y->data, (const double[]){-11, 1, 5, 17}, 4, 0, 1e-5);
    const Tensor *dx = layer_backward(layer, &tdout);
    expect_numbers(layer_find(layer, "gamma")->grad->data,
                   (const double[]){-1.4}, 1, 0, 1e-6);
    expect_numbers(layer_find(layer, "beta")->grad->data, (const double[]){1},
                   1, 0, 1e-6);
    expect_numbers(dx->data, (const double[]){0.52, -0.64, -0.36, 0.48}, 4, 0,
                   1e-6);
    layer_free(layer);
}

/* x_hat is 0: what comes back is the gradient of beta and nothing else. */
Test(batch_norm, a_single_example_teaches_only_beta)
{
    Tensor *x = noise(SHAPE(1, 5), 1), *dout = noise(SHAPE(1, 5), 2);
    Layer *layer = batch_norm_new(5);
    randomize(layer, 3);
    const Tensor *y = layer_forward(layer, x, TRAINING);
    const Tensor *dx = layer_backward(layer, dout);
    const real zeros[5] = {0};
    expect_near(y->data, layer_find(layer, "beta")->value->data, 5, 0, 0);
    expect_near(dx->data, zeros, 5, 0, 0);
    expect_near(layer_find(layer, "gamma")->grad->data, zeros, 5, 0, 0);
    expect_near(layer_find(layer, "beta")->grad->data, dout->data, 5, 0, 0);
    tensor_free(x);
    tensor_free(dout);
    layer_free(layer);
}

Test(batch_norm, backward_overwrites)
{
    Tensor *x = noise(SHAPE(7, 3, 2, 5), 1), *dout = noise(x->shape, 2);
    Layer *layer = batch_norm_new(3);
    randomize(layer, 3);
    layer_forward(layer, x, TRAINING);
    Tensor *once = copy_of(layer_backward(layer, dout));
    Tensor *dgamma = copy_of(layer_find(layer, "gamma")->grad);
    const Tensor *again = layer_backward(layer, dout);
    expect_near(again->data, once->data, x->size, 0, 0);
    expect_near(layer_find(layer, "gamma")->grad->data, dgamma->data, 3, 0,
                0);
    cr_assert(fabs(once->data[0]) > 0, "the gradient is zero");
    layer->number = 1;
    layer_forward(layer, x, TRAINING);
    cr_assert_null(layer_backward(layer, dout), "the first layer made a dx");
    expect_near(layer_find(layer, "gamma")->grad->data, dgamma->data, 3, 0,
                0);
    tensor_free(x);
    tensor_free(dout);
    tensor_free(once);
    tensor_free(dgamma);
    layer_free(layer);
}

/* -- the same, node by node ------------------------------------------------- */

static void expect_same_as_graph(int N, int D, uint64_t seed)
{
    const double near = TOLERANCE(2e-5, 1e-12);
    Tensor *x = noise(SHAPE(N, D), seed),
           *dout = noise(SHAPE(N, D), seed + 1);
    Layer *layer = batch_norm_new(D), *graph = batch_norm_graph_new(D, true);
    randomize(layer, seed);
    randomize(graph, seed); /* the parameters are drawn first */
    const Tensor *y = layer_forward(layer, x, TRAINING);
    expect_near(y->data, layer_forward(graph, x, TRAINING)->data, N * D, near,
                near);
    const Tensor *dx = layer_backward(layer, dout);
    expect_near(dx->data, layer_backward(graph, dout)->data, N * D, near,
                10 * near);
    for (int k = 0; k < 2; k++) {
        expect_near(layer->params[k].grad->data, graph->params[k].grad->data,
                    D, near, 10 * near);
    }
    tensor_free(x);
    tensor_free(dout);
    layer_free(layer);
    layer_free(graph);
}

Test(batch_norm, the_graph_gives_the_same_numbers)
{
    for (int i = 0; i < 30; i++) {
        expect_same_as_graph(3 + i, 1 + (7 * i) % 40, (uint64_t)i);
    }
}

Test(batch_norm, the_graph_agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < 8; i++) {
        Layer *graph = batch_norm_graph_new(3 + 2 * i, true);
        randomize(graph, (uint64_t)i);
        judge_layer(graph, SHAPE(4 + i, 3 + 2 * i), (uint64_t)i, 0);
    }
}

/* Without the line through the variance only dx changes, by the last term. */
Test(batch_norm, the_incomplete_graph_is_wrong)
{
    real x[] = {1, 7, 9, 15}, dout[] = {1, 0, 0, 0};
    Tensor tx = tensor_view(x, SHAPE(4, 1));
    Tensor tdout = tensor_view(dout, SHAPE(4, 1));
    Layer *graph = batch_norm_graph_new(1, false);
    layer_forward(graph, &tx, TRAINING);
    const Tensor *dx = layer_backward(graph, &tdout);
    expect_numbers(dx->data, (const double[]){0.15, -0.05, -0.05, -0.05}, 4,
                   0, 1e-6);
    layer_free(graph);
}

/* -- forward ---------------------------------------------------------------- */

/* Mean and variance of feature c in t, in double. */
static void measure(const Tensor *t, int c, double *mean, double *var)
{
    const int N = t->shape.n[0], C = t->shape.n[1], HW = t->size / (N * C);
    double sum = 0, squares = 0;
    for (int n = 0; n < N; n++) {
        for (int i = 0; i < HW; i++) {
            const double v = (double)t->data[(n * C + c) * HW + i];
            sum += v;
            squares += v * v;
        }
    }
    *mean = sum / (N * HW);
    *var = squares / (N * HW) - *mean * *mean;
}

Test(batch_norm, makes_mean_0_and_variance_1)
{
    for (int k = 0; k < SHAPES; k++) {
        const Shape shape = some_shape(k);
        Tensor *x = noise(shape, (uint64_t)k);
        for (int i = 0; i < x->size; i++) {
            x->data[i] = 50 + 20 * x->data[i];
        }
        Layer *layer = batch_norm_new(shape.n[1]);
        const Tensor *y = layer_forward(layer, x, TRAINING);
        for (int c = 0; c < shape.n[1]; c++) {
            double mean, var;
            measure(y, c, &mean, &var);
            cr_assert(fabs(mean) < TOLERANCE(1e-5, 1e-12) &&
                          fabs(var - 1) < 1e-4,
                      "%s feature %d: mean %g, variance %g",
                      shape_text(shape).text, c, mean, var);
        }
        tensor_free(x);
        layer_free(layer);
    }
}

/* Every pixel of a channel by the formula, one after the other. */
Test(batch_norm, inference_is_the_formula)
{
    for (int k = 0; k < SHAPES; k++) {
        const Shape shape = some_shape(k);
        const int C = shape.n[1];
        Tensor *x = noise(shape, (uint64_t)k), *want = tensor_new(shape);
        Layer *layer = batch_norm_new(C);
        randomize(layer, (uint64_t)k + 7);
        const real *mean = layer_find(layer, "running_mean")->value->data;
        const real *var = layer_find(layer, "running_var")->value->data;
        const int HW = x->size / (shape.n[0] * C);
        for (int i = 0; i < x->size; i++) {
            const int c = i / HW % C;
            want->data[i] = layer_find(layer, "gamma")->value->data[c] *
                                (x->data[i] - mean[c]) /
                                sqrt(var[c] + (real)1e-5) +
                            layer_find(layer, "beta")->value->data[c];
        }
        Tensor *before = copy_of(layer_find(layer, "running_var")->value);
        const Tensor *y = layer_forward(layer, x, INFERENCE);
        expect_near(y->data, want->data, x->size, TOLERANCE(1e-5, 1e-13),
                    TOLERANCE(1e-5, 1e-13));
        expect_near(var, before->data, C, 0, 0);
        tensor_free(x);
        tensor_free(want);
        tensor_free(before);
        layer_free(layer);
    }
}

Test(batch_norm, running_numbers_after_two_batches)
{
    real x[] = {1, 10, 7,  10,
                9, 10, 15, 10}; /* two features, four examples */
    Tensor tx = tensor_view(x, SHAPE(4, 2));
    Layer *layer = batch_norm_new(2);
    const real *mean = layer_find(layer, "running_mean")->value->data;
    const real *var = layer_find(layer, "running_var")->value->data;
    layer_forward(layer, &tx, TRAINING);
    expect_numbers(mean, (const double[]){0.8, 1}, 2, 1e-6, 0);
    expect_numbers(var, (const double[]){0.9 + 2.5, 0.9}, 2, 1e-6, 0);
    for (int i = 0; i < 8; i++) {
        x[i] *= 2; /* means 16 and 20, variances 100 and 0 */
    }
    layer_forward(layer, &tx, TRAINING);
    expect_numbers(mean, (const double[]){0.72 + 1.6, 0.9 + 2}, 2, 1e-6, 0);
    expect_numbers(var, (const double[]){3.06 + 10, 0.81}, 2, 1e-6, 0);
    batch_norm_set(layer, 0, (real)1e-5); /* the last batch alone */
    layer_forward(layer, &tx, TRAINING);
    expect_numbers(mean, (const double[]){16, 20}, 2, 1e-6, 0);
    expect_numbers(var, (const double[]){100, 0}, 2, 1e-6, 1e-6);
    layer_free(layer);
}

Test(batch_norm, a_constant_feature_stays_finite)
{
    Tensor *x = tensor_new(SHAPE(6, 3, 2, 2)), *dout = noise(x->shape, 1);
    Layer *layer = batch_norm_new(3);
    tensor_fill(x, (real)0.1);
    const Tensor *y = layer_forward(layer, x, TRAINING);
    for (int i = 0; i < y->size; i++) {
        cr_assert(fabs(y->data[i]) < 1e-4, "y[%d] is %g", i,
                  (double)y->data[i]);
    }
    const Tensor *dx = layer_backward(layer, dout);
    cr_assert(tensor_is_finite(dx), "dx is not finite");
    cr_assert(tensor_is_finite(layer_find(layer, "gamma")->grad),
              "dgamma is not finite");
    tensor_free(x);
    tensor_free(dout);
    layer_free(layer);
}

/* -- images ----------------------------------------------------------------- */

/* y (N*H*W, C) = x (N, C, H, W), as one row for each pixel. */
static Tensor *pixels_as_rows(const Tensor *x)
{
    const int N = x->shape.n[0], C = x->shape.n[1], HW = x->size / (N * C);
    Tensor *y = tensor_new(SHAPE(N * HW, C));
    for (int i = 0; i < x->size; i++) {
        const int n = i / (C * HW), c = i / HW % C, pixel = i % HW;
        y->data[(n * HW + pixel) * C + c] = x->data[i];
    }
    return y;
}

static void expect_same_rows(const Tensor *images, const Tensor *rows)
{
    Tensor *want = pixels_as_rows(images);
    expect_near(rows->data, want->data, rows->size, TOLERANCE(1e-4, 1e-12),
                TOLERANCE(1e-5, 1e-12));
    tensor_free(want);
}

Test(batch_norm, of_images_is_that_of_their_pixels)
{
    Tensor *x = noise(SHAPE(4, 3, 5, 7), 1), *dout = noise(x->shape, 2);
    Tensor *flat = pixels_as_rows(x), *dflat = pixels_as_rows(dout);
    Layer *images = batch_norm_new(3), *matrix = batch_norm_new(3);
    randomize(images, 5);
    randomize(matrix, 5);
    const Tensor *y = layer_forward(images, x, TRAINING);
    expect_same_rows(y, layer_forward(matrix, flat, TRAINING));
    const Tensor *dx = layer_backward(images, dout);
    expect_same_rows(dx, layer_backward(matrix, dflat));
    y = layer_forward(images, x, INFERENCE);
    expect_same_rows(y, layer_forward(matrix, flat, INFERENCE));
    tensor_free(x);
    tensor_free(dout);
    tensor_free(flat);
    tensor_free(dflat);
    layer_free(images);
    layer_free(matrix);
}

/* -- bytes, memory ---------------------------------------------------------- */

static void expect_same_bytes(const Tensor *a, const Tensor *b, int threads)
{
    cr_assert(memcmp(a->data, b->data, (size_t)a->size * sizeof(real)) == 0,
              "%s differs with %d threads", shape_text(a->shape).text,
              threads);
}

static void run_with_threads(Shape shape)
{
    Tensor *x = noise(shape, 1), *dout = noise(shape, 2);
    Tensor *y = NULL, *dx = NULL, *dgamma = NULL;
    for (int threads = 1; threads <= 8; threads++) {
        threads_use(threads);
        Layer *layer = batch_norm_new(shape.n[1]);
        randomize(layer, 3);
        const Tensor *out = layer_forward(layer, x, TRAINING);
        const Tensor *back = layer_backward(layer, dout);
        if (threads == 1) {
            y = copy_of(out);
            dx = copy_of(back);
            dgamma = copy_of(layer_find(layer, "gamma")->grad);
        }
        expect_same_bytes(out, y, threads);
        expect_same_bytes(back, dx, threads);
        expect_same_bytes(layer_find(layer, "gamma")->grad, dgamma, threads);
        layer_free(layer);
    }
    tensor_free(x);
    tensor_free(dout);
    tensor_free(y);
    tensor_free(dx);
    tensor_free(dgamma);
}

/* Both are large enough to be shared. */
Test(batch_norm, gives_the_same_bytes_with_any_threads)
{
    run_with_threads(SHAPE(101, 1300));
    run_with_threads(SHAPE(9, 13, 31, 33));
}

Test(batch_norm, a_smaller_batch_reuses_the_memory)
{
    Tensor *x = noise(SHAPE(8, 3, 2, 2), 1);
    Layer *layer = batch_norm_new(3);
    const real *before = layer_forward(layer, x, TRAINING)->data;
    const Tensor some = tensor_rows(x, 0, 5);
    const Tensor *out = layer_forward(layer, &some, TRAINING);
    cr_assert_eq(out->data, before, "new memory was taken");
    cr_assert(shape_equal(out->shape, some.shape), "shape %s",
              shape_text(out->shape).text);
    tensor_free(x);
    layer_free(layer);
}

/* -- in a network and in a file --------------------------------------------- */

static void build(Network *net, uint64_t seed)
{
    Rng rng = rng_new(seed);
    const DeepNetwork shape = {.inputs = 5,
                               .hidden = 4,
                               .depth = 2,
                               .classes = 3,
                               .activation = relu_new,
                               .std = he_std,
                               .batch_norm = true};
    deep_network_build(net, &shape, &rng, NULL);
}

Test(batch_norm, stands_between_affine_and_activation)
{
    static const char *const names[] = {"W1", "b1", "gamma1", "beta1",
                                        "W2", "b2", "gamma2", "beta2",
                                        "W3", "b3"};
    static const char *const states[] = {"running_mean1", "running_var1",
                                         "running_mean2", "running_var2"};
    Network net = {0};
    build(&net, 1);
    expect_layers(
        &net, "affine, batch_norm, relu, affine, batch_norm, relu, affine");
    cr_assert_eq(net.param_count, 10, "%d parameters", net.param_count);
    for (int i = 0; i < 10; i++) {
        cr_assert_str_eq(net.params[i]->name, names[i], "parameter %d", i);
    }
    cr_assert_eq(net.state_count, 4, "%d states", net.state_count);
    for (int i = 0; i < 4; i++) {
        cr_assert_str_eq(net.states[i]->name, states[i], "state %d", i);
    }
    network_clear(&net);
}

/* The running numbers travel with the weights: the answers are the same. */
Test(batch_norm, comes_back_from_a_file)
{
    char *folder = make_folder(), path[1100];
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    Error error = {EXIT_OK, ""};
    Network net = {0}, other = {0};
    build(&net, 1);
    build(&other, 2);
    Tensor *x = noise(SHAPE(6, 5), 1);
    for (int i = 0; i < 3; i++) {
        network_predict(&net, x, TRAINING);
    }
    cr_assert(weights_save(&net, path, NULL, 0, &error), "%s", error.message);
    cr_assert(weights_load(&other, path, &error), "%s", error.message);
    for (int i = 0; i < net.state_count; i++) {
        const Tensor *want = net.states[i]->value;
        expect_near(other.states[i]->value->data, want->data, want->size,
                    1e-7, 0);
    }
    cr_assert(fabs(other.states[0]->value->data[0]) > 0,
              "the mean is still 0");
    const Tensor *y = network_predict(&net, x, INFERENCE);
    expect_near(network_predict(&other, x, INFERENCE)->data, y->data, y->size,
                1e-5, 1e-5);
    tensor_free(x);
    network_clear(&net);
    network_clear(&other);
    remove_folder(folder);
}

/* A network that has the parameters, but no running numbers to save. */
Test(batch_norm, refuses_a_file_without_running_numbers)
{
    char *folder = make_folder(), path[1100];
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    Error error = {EXIT_OK, ""};
    Network net = {0}, other = {0};
    build(&net, 1);
    build(&other, 2);
    net.state_count = 0;
    cr_assert(weights_save(&net, path, NULL, 0, &error), "%s", error.message);
    const real before = network_find(&other, "W1")->value->data[0];
    const bool loaded = weights_load(&other, path, &error);
    cr_assert(!loaded, "loaded");
    cr_assert(strstr(error.message, "running_mean1") != NULL, "%s",
              error.message);
    expect_near(network_find(&other, "W1")->value->data, &before, 1, 0, 0);
    network_clear(&net);
    network_clear(&other);
    remove_folder(folder);
}

/* -- broken promises -------------------------------------------------------- */

static void wrong_features(void *context)
{
    (void)context;
    layer_forward(batch_norm_new(5), tensor_new(SHAPE(4, 6)), TRAINING);
}

static void wrong_rank(void *context)
{
    (void)context;
    layer_forward(batch_norm_new(5), tensor_new(SHAPE(4, 5, 2)), INFERENCE);
}

static void back_after_inference(void *context)
{
    (void)context;
    Layer *layer = batch_norm_new(5);
    layer_forward(layer, tensor_new(SHAPE(4, 5)), INFERENCE);
    layer_backward(layer, tensor_new(SHAPE(4, 5)));
}

static void set_another_layer(void *context)
{
    (void)context;
    batch_norm_set(relu_new(), 0, 1);
}

static void set_bad_numbers(void *context)
{
    const real *numbers = context;
    batch_norm_set(batch_norm_new(2), numbers[0], numbers[1]);
}

static void infer_by_graph(void *context)
{
    (void)context;
    layer_forward(batch_norm_graph_new(5, true), tensor_new(SHAPE(4, 5)),
                  INFERENCE);
}

static void wrong_features_of_graph(void *context)
{
    (void)context;
    layer_forward(batch_norm_graph_new(5, true), tensor_new(SHAPE(4, 6)),
                  TRAINING);
}

Test(batch_norm, broken_promises_stop_with_the_numbers)
{
    expect_stop(wrong_features, NULL,
                "batch_norm gamma (5): input is (4, 6), must be (N, 5) or "
                "(N, 5, H, W)");
    expect_stop(wrong_rank, NULL, "input is (4, 5, 2), must be");
    expect_stop(back_after_inference, NULL, "needs a forward in TRAINING");
    expect_stop(set_another_layer, NULL, "relu is no batch_norm");
    expect_stop(set_bad_numbers, (real[]){2, 1}, "momentum 2 and epsilon 1");
    expect_stop(set_bad_numbers, (real[]){-1, 1}, "momentum -1");
    expect_stop(set_bad_numbers, (real[]){1, 0}, "epsilon 0");
    Layer *still = batch_norm_new(2); /* which keeps its first mean */
    batch_norm_set(still, 1, 1e-5);
    layer_free(still);
    expect_stop(infer_by_graph, NULL, "training only");
    expect_stop(
        wrong_features_of_graph, NULL,
        "batch_norm_graph gamma (5): input is (4, 6), must be (N, 5)");
}
