#include "math/loss.h"

#include <criterion/criterion.h>

#include "support.h"

/* Ten probabilities, and 2 is the right answer: the book's example. */
static real y_good[] = {(real)0.1, (real)0.05, (real)0.6, 0, (real)0.05,
                        (real)0.1, 0,          (real)0.1, 0, 0};
static real y_bad[] = {(real)0.1, (real)0.05, (real)0.1, 0, (real)0.05,
                       (real)0.1, 0,          (real)0.6, 0, 0};
static real t_two[] = {0, 0, 1, 0, 0, 0, 0, 0, 0, 0};

Test(loss, known_values)
{
    const Tensor t = tensor_view(t_two, SHAPE(1, 10));
    const Tensor good = tensor_view(y_good, SHAPE(1, 10));
    const Tensor bad = tensor_view(y_bad, SHAPE(1, 10));
    const real got[] = {
        sum_squared_error(&good, &t), sum_squared_error(&bad, &t),
        cross_entropy_error(&good, &t), cross_entropy_error(&bad, &t)};
    const real want[] = {(real)0.0975, (real)0.5975, (real)0.5108256238,
                         (real)2.3025850930};
    expect_near(got, want, 4, TOLERANCE(1e-6, 1e-9), 0);
}

Test(loss, of_a_batch_is_the_mean_of_its_rows)
{
    real y[20], t[20];
    for (int i = 0; i < 10; i++) {
        y[i] = y_good[i];
        y[10 + i] = y_bad[i];
        t[i] = t[10 + i] = t_two[i];
    }
    const Tensor ty = tensor_view(y, SHAPE(2, 10));
    const Tensor tt = tensor_view(t, SHAPE(2, 10));
    const real got[] = {sum_squared_error(&ty, &tt),
                        cross_entropy_error(&ty, &tt)};
    const real want[] = {(real)0.3475, (real)1.4067053584};
    expect_near(got, want, 2, TOLERANCE(1e-6, 1e-9), 0);
}

Test(loss, is_zero_only_for_the_right_answer)
{
    const Tensor t = tensor_view(t_two, SHAPE(1, 10));
    cr_assert(sum_squared_error(&t, &t) == 0, "squared: not 0");
    cr_assert(cross_entropy_error(&t, &t) == 0, "entropy: not 0");
}

Test(loss, a_right_answer_given_no_chance_costs_much_but_not_infinity)
{
    real y[] = {1, 0}, t[] = {0, 1};
    const Tensor ty = tensor_view(y, SHAPE(1, 2));
    const Tensor tt = tensor_view(t, SHAPE(1, 2));
    const real loss = cross_entropy_error(&ty, &tt);
    cr_assert(isfinite(loss) && loss > 80, "the loss is %g", (double)loss);
    y[1] = NAN;
    cr_assert(isnan(cross_entropy_error(&ty, &tt)), "a NaN was hidden");
}

Test(loss, cross_entropy_asks_only_what_the_right_class_got)
{
    real y[] = {NAN, 1}, t[] = {0, 1};
    const Tensor ty = tensor_view(y, SHAPE(1, 2));
    const Tensor tt = tensor_view(t, SHAPE(1, 2));
    cr_assert(cross_entropy_error(&ty, &tt) == 0, "%g, not 0",
              (double)cross_entropy_error(&ty, &tt));
}

static void other_shapes(void *context)
{
    real (*const *loss)(const Tensor *y, const Tensor *t) = context;
    (*loss)(tensor_new(SHAPE(2, 3)), tensor_new(SHAPE(2, 4)));
}

Test(loss, shapes_must_agree)
{
    real (*losses[])(const Tensor *y, const Tensor *t) = {
        sum_squared_error, cross_entropy_error};
    expect_stop(other_shapes, &losses[0], "(2, 4)");
    expect_stop(other_shapes, &losses[1], "(2, 4)");
}
