#include <criterion/criterion.h>

#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/sigmoid.h"
#include "layers/tanh.h"
#include "support.h"

/* The numerical gradient judges every kind of layer on shapes whose lengths
 * all differ, a batch of one included. */
enum { SHAPES = 20 };

static Shape matrix_shape(int i)
{
    return SHAPE(1 + i % 4, 2 + i % 7 + i / 4);
}

Test(layers, affine_agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < SHAPES; i++) {
        Rng rng = rng_new((uint64_t)i);
        const Shape shape = matrix_shape(i);
        judge_layer(affine_new(shape.n[1], 1 + i % 5, 1, &rng), shape,
                    (uint64_t)i, 0);
    }
}

Test(layers, affine_reads_an_image_as_one_row)
{
    Rng rng = rng_new(1);
    judge_layer(affine_new(3 * 4 * 5, 6, 1, &rng), SHAPE(2, 3, 4, 5), 1, 0);
}

Test(layers, relu_agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < SHAPES; i++) {
        judge_layer(relu_new(), SHAPE(1 + i % 4, 7 + i), (uint64_t)i,
                    (real)0.1);
    }
    judge_layer(relu_new(), SHAPE(2, 3, 4, 5), 1, (real)0.1);
}

Test(layers, sigmoid_agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < SHAPES; i++) {
        judge_layer(sigmoid_new(), matrix_shape(i), (uint64_t)i, 0);
    }
    judge_layer(sigmoid_new(), SHAPE(2, 3, 4, 5), 1, 0);
}

Test(layers, affine_known_values)
{
    Rng rng = rng_new(1);
    Layer *layer = affine_new(2, 3, 0, &rng);
    const real W[] = {1, 3, 5, 2, 4, 6}, b[] = {10, 20, 30};
    real x[] = {1, 2, 3, 4}, dout[] = {1, 0, 0, 0, 1, 2};
    for (int i = 0; i < 6; i++) {
        layer_find(layer, "W")->value->data[i] = W[i];
    }
    for (int i = 0; i < 3; i++) {
        layer_find(layer, "b")->value->data[i] = b[i];
    }
    Tensor tx = tensor_view(x, SHAPE(2, 2));
    Tensor tdout = tensor_view(dout, SHAPE(2, 3));
    const Tensor *y = layer_forward(layer, &tx, TRAINING);
    expect_near(y->data, (real[]){15, 31, 47, 21, 45, 69}, 6, 0, 1e-5);
    const Tensor *dx = layer_backward(layer, &tdout);
    expect_near(dx->data, (real[]){1, 2, 13, 16}, 4, 0, 1e-5);
    expect_near(layer_find(layer, "W")->grad->data,
                (real[]){1, 3, 6, 2, 4, 8}, 6, 0, 1e-5);
    expect_near(layer_find(layer, "b")->grad->data, (real[]){1, 1, 2}, 3, 0,
                1e-5);
    layer_free(layer);
}

/* Gradients are written, not added to: twice backward, the same numbers. */
Test(layers, backward_overwrites)
{
    Rng rng = rng_new(3);
    Layer *layer = affine_new(3, 2, 1, &rng);
    Tensor *x = tensor_new(SHAPE(4, 3)), *dout = tensor_new(SHAPE(4, 2));
    Tensor *once = tensor_new(SHAPE(3, 2));
    fill_normal(x, &rng);
    fill_normal(dout, &rng);
    layer_forward(layer, x, TRAINING);
    layer_backward(layer, dout);
    tensor_copy(once, layer_find(layer, "W")->grad);
    layer_backward(layer, dout);
    expect_near(layer_find(layer, "W")->grad->data, once->data, 6, 0, 0);
    cr_assert(fabs(once->data[0]) > 0, "the gradient is zero");
    tensor_free(x);
    tensor_free(dout);
    tensor_free(once);
    layer_free(layer);
}

Test(layers, the_first_layer_passes_nothing_back)
{
    Rng rng = rng_new(3);
    Layer *affine = affine_new(3, 2, 1, &rng), *relu = relu_new();
    Layer *sigmoid = sigmoid_new(), *bent = tanh_new();
    Tensor *x = tensor_new(SHAPE(4, 3)), *dout = tensor_new(SHAPE(4, 2));
    fill_normal(x, &rng);
    fill_normal(dout, &rng);
    affine->number = relu->number = sigmoid->number = bent->number = 1;
    layer_forward(affine, x, TRAINING);
    cr_assert_null(layer_backward(affine, dout), "affine made a dx");
    cr_assert(fabs(layer_find(affine, "W")->grad->data[0]) > 0, "dW is zero");
    layer_forward(relu, x, TRAINING);
    cr_assert_null(layer_backward(relu, x), "relu made a dx");
    layer_forward(sigmoid, x, TRAINING);
    cr_assert_null(layer_backward(sigmoid, x), "sigmoid made a dx");
    layer_forward(bent, x, TRAINING);
    cr_assert_null(layer_backward(bent, x), "tanh made a dx");
    tensor_free(x);
    tensor_free(dout);
    layer_free(affine);
    layer_free(relu);
    layer_free(sigmoid);
    layer_free(bent);
    layer_free(NULL);
}

Test(layers, a_smaller_batch_reuses_the_memory)
{
    Rng rng = rng_new(3);
    Layer *layer = affine_new(3, 2, 1, &rng);
    Tensor *x = tensor_new(SHAPE(8, 3));
    fill_normal(x, &rng);
    const real *before = layer_forward(layer, x, TRAINING)->data;
    Tensor some = tensor_rows(x, 0, 5);
    const Tensor *out = layer_forward(layer, &some, TRAINING);
    cr_assert_eq(out->data, before, "new memory was taken");
    cr_assert(shape_equal(out->shape, SHAPE(5, 2)), "shape %s",
              shape_text(out->shape).text);
    tensor_free(x);
    layer_free(layer);
}

static Layer *some_affine(void)
{
    Rng rng = rng_new(1);
    return affine_new(5, 3, 1, &rng);
}

static void forward_of_a_wrong_shape(void *context)
{
    (void)context;
    layer_forward(some_affine(), tensor_new(SHAPE(4, 6)), TRAINING);
}

static void backward_before_forward(void *context)
{
    (void)context;
    layer_backward(some_affine(), tensor_new(SHAPE(4, 3)));
}

static void backward_after_inference(void *context)
{
    (void)context;
    Layer *layer = some_affine();
    layer_forward(layer, tensor_new(SHAPE(4, 5)), TRAINING);
    layer_forward(layer, tensor_new(SHAPE(4, 5)), INFERENCE);
    layer_backward(layer, tensor_new(SHAPE(4, 3)));
}

static void backward_of_a_wrong_shape(void *context)
{
    (void)context;
    Layer *layer = some_affine();
    layer_forward(layer, tensor_new(SHAPE(4, 5)), TRAINING);
    layer_backward(layer, tensor_new(SHAPE(4, 4)));
}

/* It has one in a network. */
Test(layers, a_layer_alone_has_no_number)
{
    Layer *affine = some_affine(), *relu = relu_new();
    cr_assert_str_eq(layer_text(affine).text, "affine W (5, 3)");
    cr_assert_str_eq(layer_text(relu).text, "relu");
    relu->number = 2;
    cr_assert_str_eq(layer_text(relu).text, "layer 2 (relu)");
    layer_free(affine);
    layer_free(relu);
}

Test(layers, broken_promises_stop_with_the_numbers)
{
    expect_stop(forward_of_a_wrong_shape, NULL,
                "affine W (5, 3): input is (4, 6), must be (N, 5)");
    expect_stop(backward_before_forward, NULL, "needs a forward in TRAINING");
    expect_stop(backward_after_inference, NULL,
                "needs a forward in TRAINING");
    expect_stop(backward_of_a_wrong_shape, NULL,
                "(4, 4) for an output (4, 3)");
}
