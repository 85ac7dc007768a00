#include "math/gradient.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support.h"
#include "system/threads.h"

/* f(x0, x1) = x0^2 + x1^2 has the gradient (2 x0, 2 x1). */
static real sum_of_squares(void *context)
{
    const Tensor *x = context;
    return x->data[0] * x->data[0] + x->data[1] * x->data[1];
}

Test(gradient, of_a_sum_of_squares)
{
    const real points[][2] = {{3, 4}, {0, 2}, {3, 0}, {-1, 0.5}};
    for (int i = 0; i < 4; i++) {
        real x[] = {points[i][0], points[i][1]}, g[2];
        Tensor tx = tensor_view(x, SHAPE(2)), tg = tensor_view(g, SHAPE(2));
        numerical_gradient(&tg, sum_of_squares, &tx, &tx);
        const real want[] = {2 * points[i][0], 2 * points[i][1]};
        expect_near(g, want, 2, 0, TOLERANCE(1e-3, 1e-9));
        cr_assert(x[0] == points[i][0] && x[1] == points[i][1],
                  "x was not put back");
    }
}

static real cube(void *context)
{
    const Tensor *x = context;
    return x->data[0] * x->data[0] * x->data[0];
}

/* The central difference of x^3 is 3x^2 + h^2: its own error, exactly. */
Test(gradient, has_the_error_of_the_central_difference)
{
    real x[] = {1}, g[1];
    const double h = (double)gradient_step();
    Tensor tx = tensor_view(x, SHAPE(1)), tg = tensor_view(g, SHAPE(1));
    numerical_gradient(&tg, cube, &tx, &tx);
    const real want[] = {(real)(3 + h * h)};
    expect_near(g, want, 1, 0, TOLERANCE(5e-5, 5e-12));
}

static real sum_of_cubes(void *context)
{
    const Tensor *x = context;
    real sum = 0;
    for (int i = 0; i < x->size; i++) {
        sum += x->data[i] * x->data[i] * x->data[i];
    }
    return sum;
}

/* Each count of variations finds every number, more of them than numbers as well. */
Test(gradient, shared_is_the_same_for_any_number_of_variations)
{
    enum { SIZE = 7, MOST = 9 };
    real start[SIZE] = {1, -2, 3, 0.5, 0, -1, 4};
    real alone[SIZE], shared[SIZE], copies[MOST][SIZE];
    Tensor x = tensor_view(start, SHAPE(SIZE)), views[MOST];
    Tensor want = tensor_view(alone, SHAPE(SIZE));
    Tensor got = tensor_view(shared, SHAPE(SIZE));
    Variation variations[MOST];
    numerical_gradient(&want, sum_of_cubes, &x, &x);
    for (int i = 0; i < MOST; i++) {
        memcpy(copies[i], start, sizeof start);
        views[i] = tensor_view(copies[i], SHAPE(SIZE));
        variations[i] = (Variation){&views[i], &views[i]};
    }
    for (int count = 1; count <= MOST; count++) {
        tensor_fill(&got, NAN);
        numerical_gradient_shared(&got, sum_of_cubes, variations, count);
        cr_assert(memcmp(shared, alone, sizeof alone) == 0,
                  "%d variations find other numbers", count);
        cr_assert(memcmp(copies, start, sizeof start) == 0,
                  "x was not put back");
    }
}

static void no_variations(void *context)
{
    (void)context;
    Tensor *x = tensor_new(SHAPE(2));
    numerical_gradient_shared(x, sum_of_squares, NULL, 0);
}

Test(gradient, shared_needs_one_variation)
{
    expect_stop(no_variations, NULL, "0 variations");
}

/* Who shares the work already does not ask for more threads. */
static real one_thread_only(void *context)
{
    (void)context;
    return threads_available() == 1 ? 0 : (real)NAN;
}

Test(gradient, shared_keeps_the_library_on_one_thread)
{
    real x[4] = {0}, g[2];
    Tensor a = tensor_view(x, SHAPE(2)), b = tensor_view(x + 2, SHAPE(2));
    Tensor grad = tensor_view(g, SHAPE(2));
    threads_use(2);
    numerical_gradient_shared(&grad, one_thread_only,
                              (Variation[]){{&a, &a}, {&b, &b}}, 2);
    cr_assert(g[0] == 0 && g[1] == 0, "a thread had threads of its own");
}

Test(gradient, error_is_relative_to_the_largest)
{
    real a[] = {1, -2, 0}, b[] = {1, -2, 0.5}, zero[] = {0, 0, 0};
    const Tensor ta = tensor_view(a, SHAPE(3)), tb = tensor_view(b, SHAPE(3));
    const Tensor tz = tensor_view(zero, SHAPE(3));
    cr_assert(gradient_error(&ta, &ta) == 0, "equal, but not 0");
    cr_assert(gradient_error(&tz, &tz) == 0, "both zero, but not 0");
    cr_assert(gradient_error(&ta, &tb) == 0.25, "%g, not 0.25",
              (double)gradient_error(&ta, &tb));
    cr_assert(gradient_error(&tz, &ta) == 1, "%g, not 1",
              (double)gradient_error(&tz, &ta));
    b[1] = NAN;
    cr_assert(isnan(gradient_error(&ta, &tb)), "a NaN was hidden");
}

/* Wherever the difference is, and wherever the largest, and in whichever of the two. */
Test(gradient, error_looks_at_every_number)
{
    for (int differs = 0; differs < 3; differs++) {
        for (int large = 0; large < 3; large++) {
            real a[] = {0, 0, 0}, b[] = {0, 0, 0};
            const Tensor ta = tensor_view(a, SHAPE(3)),
                         tb = tensor_view(b, SHAPE(3));
            a[large] = b[large] = -0.5;
            b[differs] += (real)0.125;
            cr_assert(gradient_error(&ta, &tb) == 0.25 &&
                          gradient_error(&tb, &ta) == 0.25,
                      "differs at %d, large at %d: %g and %g", differs, large,
                      (double)gradient_error(&ta, &tb),
                      (double)gradient_error(&tb, &ta));
            b[large] -= (real)0.5;
            cr_assert(gradient_error(&ta, &tb) == gradient_error(&tb, &ta),
                      "differs at %d, large at %d: not the same both ways",
                      differs, large);
            b[differs] = NAN;
            cr_assert(isnan(gradient_error(&ta, &tb)), "NaN at %d", differs);
        }
    }
}

static void another_size(void *context)
{
    (void)context;
    Tensor *x = tensor_new(SHAPE(3));
    numerical_gradient(tensor_new(SHAPE(2)), sum_of_squares, x, x);
}

Test(gradient, sizes_must_agree) { expect_stop(another_size, NULL, "(2)"); }
