/* The eight layers, and images that are changed a little. */
#include "deep_conv_net.h"

#include <criterion/criterion.h>
#include <string.h>

#include "distort.h"
#include "files/weights.h"
#include "support.h"
#include "system/threads.h"

static const char *const book_names[] = {"W1", "b1", "W2", "b2", "W3", "b3",
                                         "W4", "b4", "W5", "b5", "W6", "b6",
                                         "W7", "b7", "W8", "b8"};

Test(deep_conv_net, of_the_book_has_its_names_and_shapes)
{
    static const Shape shapes[] = {
        {{16, 1, 3, 3}},  {{16}}, {{16, 16, 3, 3}}, {{16}},
        {{32, 16, 3, 3}}, {{32}}, {{32, 32, 3, 3}}, {{32}},
        {{64, 32, 3, 3}}, {{64}}, {{64, 64, 3, 3}}, {{64}},
        {{1024, 50}},     {{50}}, {{50, 10}},       {{10}}};
    Rng rng = rng_new(1);
    Network net = {0};
    deep_conv_net_build(&net, DEEP_BOOK, 28, 28, 10, &rng);
    cr_assert_eq(net.param_count, 16, "%d parameters", net.param_count);
    for (int i = 0; i < 16; i++) {
        const Shape shape = net.params[i]->value->shape;
        cr_assert_str_eq(net.params[i]->name, book_names[i], "%s",
                         net.params[i]->name);
        cr_assert(shape_equal(shape, shapes[i]), "%s is %s",
                  net.params[i]->name, shape_text(shape).text);
    }
    expect_layers(
        &net,
        "convolution, relu, convolution, relu, max pooling, convolution, relu, "
        "convolution, relu, max pooling, convolution, relu, convolution, relu, "
        "max pooling, affine, relu, dropout, affine, dropout");
    cr_assert_eq(net.state_count, 0, "%d states", net.state_count);
    network_clear(&net);
}

Test(deep_conv_net, that_is_better_normalizes_and_keeps_its_statistics)
{
    Rng rng = rng_new(1);
    Network net = {0};
    deep_conv_net_build(&net, DEEP_BETTER, 20, 24, 7, &rng);
    cr_assert_eq(net.param_count, 28, "%d parameters", net.param_count);
    cr_assert_eq(net.state_count, 12, "%d states", net.state_count);
    expect_layers(
        &net,
        "convolution, batch_norm, relu, convolution, batch_norm, relu, "
        "max pooling, convolution, batch_norm, relu, convolution, batch_norm, "
        "relu, max pooling, convolution, batch_norm, relu, convolution, "
        "batch_norm, relu, max pooling, affine, relu, affine");
    cr_assert_str_eq(net.params[2]->name, "gamma1", "%s",
                     net.params[2]->name);
    cr_assert_str_eq(net.states[11]->name, "running_var6", "%s",
                     net.states[11]->name);
    Tensor *x = tensor_new(SHAPE(3, 20 * 24));
    fill_normal(x, &rng);
    const Tensor *y = network_predict(&net, x, INFERENCE);
    cr_assert(shape_equal(y->shape, SHAPE(3, 7)), "%s",
              shape_text(y->shape).text);
    network_clear(&net);
    tensor_free(x);
}

static double mass(const real *image, int size)
{
    double sum = 0;
    for (int i = 0; i < size; i++) {
        sum += (double)image[i];
    }
    return sum;
}

/* A block in the middle stays about where it is and about as large; nothing is
   larger than the brightest pixel, nothing below 0. */
Test(distort, changes_a_little)
{
    enum { N = 50, H = 20, W = 23 };
    Rng rng = rng_new(3);
    Tensor *x = tensor_new(SHAPE(N, H * W)), *y = tensor_new(x->shape);
    for (int i = 0; i < N * H * W; i++) {
        const int row = i / W % H, column = i % W;
        x->data[i] = row >= 7 && row < 13 && column >= 8 && column < 15;
    }
    distort_images(y, x, H, W, &rng);
    for (int n = 0; n < N; n++) {
        const real *image = y->data + n * H * W;
        const double sum = mass(image, H * W);
        double row = 0, column = 0;
        for (int i = 0; i < H * W; i++) {
            cr_assert(image[i] >= 0 && image[i] <= (real)1.0001, "pixel %g",
                      (double)image[i]);
            row += (double)image[i] * (i / W) / sum;
            column += (double)image[i] * (i % W) / sum;
        }
        cr_assert(sum > 42 * 0.8 && sum < 42 * 1.25, "%g ink", sum);
        cr_assert(fabs(row - 9.5) < 2.4 && fabs(column - 11) < 2.4,
                  "the middle is at (%g, %g)", row, column);
        cr_assert(n == 0 ||
                      memcmp(image, y->data, H * W * sizeof *image) != 0,
                  "image %d is the first again", n);
    }
    tensor_free(x);
    tensor_free(y);
}

/* Images of any size: these are larger than all that come with the book. */
Test(distort, gives_the_same_bits_with_any_number_of_threads)
{
    enum { N = 66, H = 80, W = 81, SIZE = H * W };
    Rng pixels = rng_new(1);
    Tensor *x = tensor_new(SHAPE(N, SIZE)), *y = tensor_new(SHAPE(N, SIZE));
    Tensor *first = tensor_new(SHAPE(N, SIZE));
    fill_normal(x, &pixels);
    for (int threads = 1; threads <= 4; threads++) {
        Rng rng = rng_new(8);
        threads_use(threads);
        distort_images(y, x, H, W, &rng);
        if (threads == 1) {
            tensor_copy(first, y);
        }
        expect_near(y->data, first->data, y->size, 0, 0);
    }
    tensor_free(x);
    tensor_free(y);
    tensor_free(first);
}

static void into_itself(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    Tensor *x = tensor_new(SHAPE(1, 6));
    distort_images(x, x, 2, 3, &rng);
}

static void of_another_shape(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    distort_images(tensor_new(SHAPE(1, 7)), tensor_new(SHAPE(1, 6)), 2, 3,
                   &rng);
}

/* 65536 * 4 * 16385 numbers are as many as there are here, to an int. */
static void too_large_for_an_int(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    distort_images(tensor_new(SHAPE(65536, 4)), tensor_new(SHAPE(65536, 4)),
                   4, 16385, &rng);
}

Test(distort, refuses_a_result_that_does_not_fit)
{
    expect_stop(too_large_for_an_int, NULL,
                "(65536, 4) as images of 4 x 16385");
    expect_stop(into_itself, NULL, "in the same place");
    expect_stop(of_another_shape, NULL, "from (1, 6) to (1, 7)");
}
