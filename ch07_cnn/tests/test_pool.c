/* Max and average pooling. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "fast/pool_fours.h"
#include "layers/average_pool.h"
#include "layers/max_pool.h"
#include "math/pool.h"
#include "math/window_mean.h"
#include "support.h"
#include "system/threads.h"

static const struct {
    Shape x;
    Window window;
} cases[] = {
    {{{1, 1, 4, 4}}, {2, 2, 2, 2, 0, 0}},
    {{{2, 3, 6, 8}}, {2, 2, 2, 2, 0, 0}},
    {{{3, 2, 5, 7}}, {2, 2, 2, 2, 0, 0}}, /* a row and a column left over */
    {{{2, 1, 5, 6}}, {3, 3, 1, 1, 0, 0}}, /* overlapping */
    {{{1, 2, 7, 5}}, {3, 3, 2, 2, 1, 1}}, /* and padded */
    {{{2, 3, 4, 9}}, {2, 3, 1, 2, 1, 1}},
    {{{3, 1, 6, 5}}, {3, 2, 2, 3, 0, 1}},
    {{{1, 4, 3, 8}}, {1, 4, 1, 4, 0, 0}},
    {{{2, 2, 7, 3}}, {2, 1, 3, 2, 0, 0}}, /* gaps between the windows */
    {{{1, 2, 3, 4}}, {3, 4, 1, 1, 0, 0}}, /* one place */
};
enum { CASES = sizeof cases / sizeof *cases };

/* x holds numbers that are all 1/4 apart, in random order, so that no step of
   the numerical gradient changes which of them is the largest. */
static void fill_apart(Tensor *x, Rng *rng)
{
    int *order = allocate((size_t)x->size, sizeof *order);
    rng_permutation(rng, order, x->size);
    for (int i = 0; i < x->size; i++) {
        x->data[i] = (real)(order[i] - x->size / 2) / 4;
    }
    free(order);
}

Test(pool, max_agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < CASES; i++) {
        Rng rng = rng_new((uint64_t)i);
        Tensor *x = tensor_new(cases[i].x);
        fill_apart(x, &rng);
        judge_layer_at(max_pool_new(cases[i].window), x, &rng);
    }
}

Test(pool, the_first_layer_of_a_network_hands_no_gradient_on)
{
    const Window window = {2, 2, 2, 2, 0, 0};
    Layer *layers[] = {max_pool_new(window), average_pool_new(window)};
    Tensor *x = tensor_new(SHAPE(1, 1, 4, 4)),
           *dout = tensor_new(SHAPE(1, 1, 2, 2));
    for (int i = 0; i < 2; i++) {
        layers[i]->number = 1;
        layer_forward(layers[i], x, TRAINING);
        cr_assert(layer_backward(layers[i], dout) == NULL, "layer %d", i);
        layer_free(layers[i]);
    }
    tensor_free(x);
    tensor_free(dout);
}

Test(pool, average_agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < CASES; i++) {
        judge_layer(average_pool_new(cases[i].window), cases[i].x,
                    (uint64_t)i, 0);
    }
}

/* By the definition: max over what is inside, and the mean with zeros. */
static void pool_plain(Tensor *y, const Tensor *x, const Window *w, bool max)
{
    const int *in = x->shape.n, *out = y->shape.n;
    for (int k = 0; k < y->size; k++) {
        const int j = k % out[3], i = k / out[3] % out[2];
        const int plane = k / (out[2] * out[3]);
        double largest = -HUGE_VAL, sum = 0;
        for (int p = 0; p < w->height * w->width; p++) {
            const int r = i * w->stride_down - w->pad_down + p / w->width;
            const int c = j * w->stride_right - w->pad_right + p % w->width;
            if (r >= 0 && r < in[2] && c >= 0 && c < in[3]) {
                const double v =
                    (double)x->data[(plane * in[2] + r) * in[3] + c];
                largest = fmax(largest, v);
                sum += v;
            }
        }
        y->data[k] = (real)(max ? largest : sum / (w->height * w->width));
    }
}

Test(pool, both_agree_with_their_definition)
{
    for (int i = 0; i < 2 * CASES; i++) {
        const Window *w = &cases[i / 2].window;
        const bool max = i % 2 == 0;
        Rng rng = rng_new((uint64_t)i);
        Layer *layer = max ? max_pool_new(*w) : average_pool_new(*w);
        Tensor *x = tensor_new(cases[i / 2].x);
        fill_normal(x, &rng);
        const Tensor *y = layer_forward(layer, x, INFERENCE);
        Tensor *want = tensor_new(window_output(w, x->shape, x->shape.n[1]));
        cr_assert(shape_equal(y->shape, want->shape), "%s",
                  shape_text(y->shape).text);
        pool_plain(want, x, w, max);
        expect_near(y->data, want->data, y->size, max ? 0 : 1e-5,
                    max ? 0 : 1e-6);
        tensor_free(x);
        tensor_free(want);
        layer_free(layer);
    }
}

/* Forward and backward of layer on numbers, compared with what is known. */
static void expect_pool(Layer *layer, Shape shape, const real *numbers,
                        const real *y, const real *dout, const real *dx)
{
    real in[16], back[16];
    const int size = shape_size(shape);
    for (int i = 0; i < size; i++) {
        in[i] = numbers[i];
    }
    const Tensor x = tensor_view(in, shape);
    const Tensor *out = layer_forward(layer, &x, TRAINING);
    expect_near(out->data, y, out->size, 1e-6, 0);
    for (int i = 0; i < out->size; i++) {
        back[i] = dout[i];
    }
    const Tensor d = tensor_view(back, out->shape);
    expect_near(layer_backward(layer, &d)->data, dx, size, 1e-6, 0);
    layer_free(layer);
}

Test(pool, known_values_forward_and_back)
{
    const real x[] = {1, 2, 1, 0, 0, 1, 2, 3, 2, 4, 1, 2, 3, 0, 0, 1};
    const real dout[] = {10, 20, 30, 40};
    expect_pool(max_pool_new(window_square(2, 2, 0)), SHAPE(1, 1, 4, 4), x,
                (real[]){2, 3, 4, 2}, dout,
                (real[]){0, 10, 0, 0, 0, 0, 0, 20, 0, 30, 0, 40, 0, 0, 0, 0});
    expect_pool(average_pool_new(window_square(2, 2, 0)), SHAPE(1, 1, 4, 4),
                x, (real[]){1, 1.5, 2.25, 1}, dout,
                (real[]){2.5, 2.5, 5, 5, 2.5, 2.5, 5, 5, 7.5, 7.5, 10, 10,
                         7.5, 7.5, 10, 10});
    /* the 4 wins in all four windows, and gets all four gradients */
    expect_pool(max_pool_new(window_square(3, 1, 0)), SHAPE(1, 1, 4, 4), x,
                (real[]){4, 4, 4, 4}, dout,
                (real[]){0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0});
}

/* Of equals the first wins, so the gradient goes to one place only. */
Test(pool, of_equals_the_first_wins)
{
    const real x[] = {5, 5, 5, 5, 5, 5}, dout[] = {1, 2};
    expect_pool(max_pool_new(window_square(2, 2, 0)), SHAPE(1, 1, 2, 3), x,
                (real[]){5}, dout, (real[]){1, 0, 0, 0, 0, 0});
    expect_pool(max_pool_new((Window){2, 2, 1, 1, 0, 0}), SHAPE(1, 1, 2, 3),
                x, (real[]){5, 5}, dout, (real[]){1, 2, 0, 0, 0, 0});
}

Test(pool, zeros_beyond_the_edge_do_not_count_in_max_but_do_in_average)
{
    const real x[] = {-4, -8, -12, -16}, dout[] = {1, 1, 1, 1};
    const Window padded = {2, 2, 2, 2, 1, 1};
    expect_pool(max_pool_new(padded), SHAPE(1, 1, 2, 2), x, x, dout,
                (real[]){1, 1, 1, 1});
    expect_pool(average_pool_new(padded), SHAPE(1, 1, 2, 2), x,
                (real[]){-1, -2, -3, -4}, dout,
                (real[]){0.25, 0.25, 0.25, 0.25});
}

/* The fast way gives the same numbers and the same winners as the definition, on
   small whole numbers, where many are equal, as on others. It says no to other windows,
   and to a NaN. */
static void expect_fours(Shape shape, bool whole, uint64_t seed)
{
    const Window window = window_square(2, 2, 0);
    Rng rng = rng_new(seed);
    Tensor *x = tensor_new(shape);
    for (int i = 0; i < x->size; i++) {
        x->data[i] = whole ? (real)rng_below(&rng, 3) : rng_normal(&rng);
    }
    const Shape out = window_output(&window, shape, shape.n[1]);
    Tensor *y = tensor_new(out), *want = tensor_new(out);
    int *winners = allocate((size_t)y->size, sizeof *winners);
    int *should = allocate((size_t)y->size, sizeof *should);
    max_pool_plain(want, should, x, &window);
    cr_assert(pool_fours(y, winners, x, &window), "%s: not by fours",
              shape_text(shape).text);
    const size_t count = (size_t)y->size;
    cr_assert(memcmp(y->data, want->data, count * sizeof(real)) == 0 &&
                  memcmp(winners, should, count * sizeof *should) == 0,
              "%s: others than the definition", shape_text(shape).text);
    cr_assert(!pool_fours(y, winners, x, &(Window){2, 2, 2, 1, 0, 0}),
              "by fours, one column at a time");
    const int ends[] = {0, x->size - 1};
    for (int i = 0; i < 2; i++) {
        const real before = x->data[ends[i]];
        x->data[ends[i]] = (real)NAN;
        cr_assert(!pool_fours(y, winners, x, &window),
                  "a NaN at %d went by fours", ends[i]);
        x->data[ends[i]] = before;
    }
    free(winners);
    free(should);
    tensor_free(x);
    tensor_free(y);
    tensor_free(want);
}

Test(fast_pool, by_fours_is_what_the_definition_says)
{
    const Shape shapes[] = {SHAPE(2, 3, 7, 6), SHAPE(3, 2, 4, 11),
                            SHAPE(1, 5, 2, 35), SHAPE(4, 1, 9, 2),
                            SHAPE(2, 7, 24, 20)};
    for (int i = 0; i < 10; i++) {
        expect_fours(shapes[i / 2], i % 2 == 0, (uint64_t)i);
    }
}

/* A NaN is never smaller, so it wins and is seen at the end, wherever it is. */
Test(pool, a_nan_is_not_lost)
{
    static const Window windows[] = {{2, 2, 2, 2, 0, 0}, {2, 2, 1, 1, 0, 0}};
    for (int i = 0; i < 8; i++) {
        real numbers[] = {1, 2, 3, 4};
        numbers[i % 4] = (real)NAN;
        const Tensor x = tensor_view(numbers, SHAPE(1, 1, 2, 2));
        Layer *max = max_pool_new(windows[i / 4]);
        Layer *average = average_pool_new(windows[i / 4]);
        const double m = (double)layer_forward(max, &x, INFERENCE)->data[0];
        const double a =
            (double)layer_forward(average, &x, INFERENCE)->data[0];
        cr_assert(m != m && a != a, "NaN at %d, window %d: %g and %g", i % 4,
                  i / 4, m, a);
        layer_free(max);
        layer_free(average);
    }
}

/* The layers are the definitions, forward and back, whoever does which plane. */
Test(fast_pool, the_layers_give_the_bits_of_the_definitions)
{
    static const int threads[] = {1, 3, 8};
    for (int i = 0; i < 3 * CASES; i++) {
        const Window *w = &cases[i / 3].window;
        Rng rng = rng_new((uint64_t)i);
        Layer *layer = max_pool_new(*w);
        Shape shape = cases[i / 3].x;
        shape.n[0] *= 40; /* enough that it is shared */
        shape.n[1] *= 20;
        Tensor *x = tensor_new(shape), *dx = tensor_new(shape);
        Tensor *y = tensor_new(window_output(w, shape, shape.n[1]));
        Tensor *dout = tensor_new(y->shape);
        int *winners = allocate((size_t)y->size, sizeof *winners);
        for (int k = 0; k < x->size; k++) {
            x->data[k] = (real)(rng_below(&rng, 9) - 4);
        }
        fill_normal(dout, &rng);
        threads_use(threads[i % 3]);
        max_pool_plain(y, winners, x, w);
        max_pool_back_plain(dx, winners, dout);
        const Tensor *got = layer_forward(layer, x, TRAINING);
        expect_near(got->data, y->data, y->size, 0, 0);
        got = layer_backward(layer, dout);
        expect_near(got->data, dx->data, dx->size, 0, 0);
        layer_free(layer);
        layer = average_pool_new(*w);
        window_mean_plain(y, x, w);
        window_mean_back_plain(dx, dout, w);
        got = layer_forward(layer, x, TRAINING);
        expect_near(got->data, y->data, y->size, 0, 0);
        got = layer_backward(layer, dout);
        expect_near(got->data, dx->data, dx->size, 0, 0);
        free(winners);
        tensor_free(x);
        tensor_free(dx);
        tensor_free(y);
        tensor_free(dout);
        layer_free(layer);
    }
    cr_assert(threads_report().shared > 0, "nothing was shared");
}

/* A smaller batch after a larger one, and other images: winners of the past
   play no part. */
Test(pool, the_last_batch_alone_counts)
{
    const Shape shapes[] = {SHAPE(5, 2, 8, 9), SHAPE(1, 2, 5, 4),
                            SHAPE(3, 4, 9, 12)};
    Layer *used = max_pool_new(window_square(3, 2, 1));
    for (int i = 0; i < 3; i++) {
        Rng rng = rng_new((uint64_t)i);
        Layer *fresh = max_pool_new(window_square(3, 2, 1));
        Tensor *x = tensor_new(shapes[i]);
        fill_normal(x, &rng);
        const Tensor *y = layer_forward(used, x, TRAINING);
        const Tensor *want = layer_forward(fresh, x, TRAINING);
        expect_near(y->data, want->data, y->size, 0, 0);
        Tensor *dout = tensor_new(y->shape);
        fill_normal(dout, &rng);
        expect_near(layer_backward(used, dout)->data,
                    layer_backward(fresh, dout)->data, x->size, 0, 0);
        tensor_free(x);
        tensor_free(dout);
        layer_free(fresh);
    }
    layer_free(used);
}

static void too_much_padding_for_max(void *context)
{
    (void)context;
    max_pool_new((Window){2, 3, 2, 2, 0, 2});
}

static void too_much_padding_for_average(void *context)
{
    (void)context;
    average_pool_new((Window){3, 2, 2, 2, 2, 0});
}

/* One of the verbs on images of 4 x 6 and a result of rows x 3, which should be 2 x 3. */
typedef struct {
    enum { MAX, MAX_BACK, MEAN, MEAN_BACK, MAX_BY_DEFINITION } verb;
    int rows;
    Window window;
} Misfit;

static void pool_misfit(void *context)
{
    const Misfit *m = context;
    Tensor *x = tensor_new(SHAPE(1, 1, 4, 6));
    Tensor *y = tensor_new(SHAPE(1, 1, m->rows, 3));
    int winners[64];
    switch (m->verb) {
    case MAX:
        max_pool(y, winners, x, &m->window);
        break;
    case MAX_BACK: /* to an image more */
        max_pool_back(tensor_new(SHAPE(2, 1, 4, 6)), winners, y);
        break;
    case MEAN:
        window_mean(y, x, &m->window);
        break;
    case MEAN_BACK:
        window_mean_back(x, y, &m->window);
        break;
    default:
        max_pool_plain(y, winners, x, &m->window);
    }
}

Test(pool, a_result_of_another_shape_or_too_much_padding_stops)
{
    const Window plain = window_square(2, 2, 0), padded = {2, 2, 4, 2, 2, 0};
    Misfit shapes[] = {
        {MAX, 1, plain}, {MEAN, 1, plain}, {MEAN_BACK, 1, plain}};
    Misfit pads[] = {{MAX, 2, padded},
                     {MEAN, 2, padded},
                     {MEAN_BACK, 2, padded},
                     {MAX_BY_DEFINITION, 2, padded}};
    for (int i = 0; i < 3; i++) {
        expect_stop(pool_misfit, &shapes[i],
                    "(1, 1, 1, 3) for the result (1, 1, 2, 3)");
    }
    expect_stop(pool_misfit, &(Misfit){MAX_BACK, 2, plain},
                "(1, 1, 2, 3) back to (2, 1, 4, 6)");
    for (int i = 0; i < 4; i++) {
        expect_stop(pool_misfit, &pads[i], "padding by 2 and 0 is more than");
    }
}

static void max_of_rows(void *context)
{
    (void)context;
    layer_forward(max_pool_new(window_square(2, 2, 0)),
                  tensor_new(SHAPE(10, 784)), INFERENCE);
}

static void average_of_a_narrow_image(void *context)
{
    (void)context;
    layer_forward(average_pool_new((Window){4, 5, 1, 1, 1, 0}),
                  tensor_new(SHAPE(1, 2, 2, 4)), INFERENCE);
}

Test(pool, what_does_not_fit_stops)
{
    expect_stop(max_of_rows, NULL,
                "max pooling: input is (10, 784), must be (N, C, H, W), at "
                "least 2 x 2");
    expect_stop(average_of_a_narrow_image, NULL,
                "average pooling: input is (1, 2, 2, 4), must be "
                "(N, C, H, W), at least 2 x 5");
    expect_stop(too_much_padding_for_max, NULL,
                "padding by 0 and 2 is more than half of a window of 2 x 3");
    expect_stop(too_much_padding_for_average, NULL,
                "padding by 2 and 0 is more than half of a window of 3 x 2");
}
