#include "math/activation.h"

#include <criterion/criterion.h>
#include <string.h>

#include "fast/relu_parts.h"
#include "support.h"
#include "system/threads.h"

Test(activation, sigmoid_known_values)
{
    const real x[] = {0, 1, 2, -1, 40, -40, 1000, -1000};
    const real want[] = {0.5,
                         (real)0.7310585786,
                         (real)0.8807970780,
                         (real)0.2689414214,
                         1,
                         (real)4.248354255e-18,
                         1,
                         0};
    for (int i = 0; i < 8; i++) {
        const real y = sigmoid(x[i]);
        expect_near(&y, &want[i], 1, TOLERANCE(1e-6, 1e-9), 0);
    }
    cr_assert(isnan(sigmoid(NAN)), "sigmoid(NaN) is a number");
}

Test(activation, sigmoid_of_minus_x_is_one_minus_sigmoid)
{
    Rng rng = rng_new(2);
    Tensor *x = tensor_new(SHAPE(3, 7)), *y = tensor_new(SHAPE(3, 7));
    Tensor *z = tensor_new(SHAPE(3, 7));
    fill_normal(x, &rng);
    sigmoid_all(y, x);
    tensor_scale(x, -1, x);
    sigmoid_all(z, x);
    for (int i = 0; i < y->size; i++) {
        const real sum = y->data[i] + z->data[i], one = 1;
        expect_near(&sum, &one, 1, TOLERANCE(1e-6, 1e-14), 0);
    }
    tensor_free(x);
    tensor_free(y);
    tensor_free(z);
}

/* ReLU forward and back by the definition or by the fast way: y and dx, with what is
 * neither positive nor negative among the numbers. */
static void make_relu(Tensor *y, Tensor *dx, const Tensor *x,
                      const Tensor *dout, bool fast)
{
    tensor_fill(y, 77);
    tensor_fill(dx, 77);
    (fast ? relu_fast : relu_plain)(y, x);
    (fast ? relu_back_fast : relu_back_plain)(dx, y, dout);
}

Test(fast_relu, has_the_bits_of_the_definition)
{
    const real odd[] = {0, -(real)0, (real)NAN, (real)INFINITY,
                        -(real)INFINITY};
    const int sizes[] = {1, 7, 1031, 100003};
    for (int i = 0; i < 12; i++) {
        const Shape shape = SHAPE(sizes[i / 3]);
        Rng rng = rng_new((uint64_t)i);
        Tensor *t[6];
        for (int k = 0; k < 6; k++) {
            t[k] = tensor_new(shape);
            fill_normal(t[k], &rng);
        }
        for (int k = 0; k < t[0]->size; k += 5) {
            t[0]->data[k] = odd[k / 5 % 5];
        }
        threads_use((int[]){1, 3, 8}[i % 3]);
        make_relu(t[2], t[3], t[0], t[1], true);
        make_relu(t[4], t[5], t[0], t[1], false);
        const size_t bytes = (size_t)t[0]->size * sizeof(real);
        cr_assert(memcmp(t[2]->data, t[4]->data, bytes) == 0, "other y of %d",
                  t[0]->size);
        cr_assert(memcmp(t[3]->data, t[5]->data, bytes) == 0,
                  "other dx of %d", t[0]->size);
        for (int k = 0; k < 6; k++) {
            tensor_free(t[k]);
        }
    }
    cr_assert(threads_report().shared > 0, "nothing was shared");
}

Test(activation, relu_keeps_what_is_positive)
{
    real x[] = {-2, -0.0, 0, 0.5, 3, INFINITY, -INFINITY};
    const real want[] = {0, 0, 0, 0.5, 3, INFINITY, 0};
    Tensor t = tensor_view(x, SHAPE(7));
    relu_all(&t, &t);
    for (int i = 0; i < 7; i++) {
        cr_assert(x[i] == want[i], "number %d is %g", i, (double)x[i]);
    }
    x[0] = NAN;
    relu_all(&t, &t);
    cr_assert(isnan(x[0]), "a NaN became %g", (double)x[0]);
}

Test(activation, softmax_known_values)
{
    /* the example of the page on softmax with cross-entropy */
    real x[] = {(real)0.3, (real)2.9, 4, 0, 0, 0};
    const real want[] = {(real)0.01821127, (real)0.24519181, (real)0.73659691,
                         (real)(1 / 3.0),  (real)(1 / 3.0),  (real)(1 / 3.0)};
    Tensor t = tensor_view(x, SHAPE(2, 3));
    softmax_rows(&t, &t);
    expect_near(x, want, 6, 1e-6, 0);
}

Test(activation, softmax_rows_add_up_to_one_and_keep_the_order)
{
    Rng rng = rng_new(5);
    Tensor *x = tensor_new(SHAPE(6, 11)), *y = tensor_new(SHAPE(6, 11));
    fill_normal(x, &rng);
    tensor_scale(x, 5, x);
    softmax_rows(y, x);
    int before[6], after[6];
    tensor_argmax(before, x, 1);
    tensor_argmax(after, y, 1);
    for (int n = 0; n < 6; n++) {
        double sum = 0;
        for (int k = 0; k < 11; k++) {
            sum += (double)y->data[n * 11 + k];
            cr_assert(y->data[n * 11 + k] > 0, "row %d, %d is not positive",
                      n, k);
        }
        cr_assert(fabs(sum - 1) < 1e-6, "row %d adds up to %.9g", n, sum);
        cr_assert_eq(before[n], after[n], "row %d: %d became %d", n,
                     before[n], after[n]);
    }
    tensor_free(x);
    tensor_free(y);
}

/* Large scores would overflow without the shift; a shift changes nothing. */
Test(activation, softmax_survives_large_scores)
{
    real x[] = {1000, 1001, 1002, -1000, -999, -998, 0, 1, 2};
    Tensor t = tensor_view(x, SHAPE(3, 3));
    softmax_rows(&t, &t);
    const real want[] = {(real)0.09003057, (real)0.24472847,
                         (real)0.66524096};
    for (int n = 0; n < 3; n++) {
        expect_near(x + 3 * n, want, 3, 1e-6, 0);
    }
    for (int k = 0; k < 3; k++) {
        real far[3] = {0}, chosen[3] = {0};
        far[k] = 10000;
        chosen[k] = 1;
        t = tensor_view(far, SHAPE(1, 3));
        softmax_rows(&t, &t);
        expect_near(far, chosen, 3, 0, 1e-6);
    }
}

static void softmax_into_another_size(void *context)
{
    (void)context;
    softmax_rows(tensor_new(SHAPE(2, 3)), tensor_new(SHAPE(2, 4)));
}

static void into_another_size(void *context)
{
    void (*const all)(Tensor *, const Tensor *) =
        context != NULL ? sigmoid_all : relu_all;
    all(tensor_new(SHAPE(2)), tensor_new(SHAPE(3)));
}

static void relu_back_to_another_size(void *context)
{
    Tensor *two = tensor_new(SHAPE(2)), *three = tensor_new(SHAPE(3));
    relu_back(two, context != NULL ? three : two,
              context != NULL ? two : three);
}

Test(activation, sizes_must_agree)
{
    expect_stop(softmax_into_another_size, NULL, "(2, 4) into (2, 3)");
    expect_stop(into_another_size, NULL, "(3) into (2)");
    expect_stop(into_another_size, "sigmoid", "(3) into (2)");
    expect_stop(relu_back_to_another_size, NULL, "(3) into (2)");
    expect_stop(relu_back_to_another_size, "y", "(3) into (2)");
}
